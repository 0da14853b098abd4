"""Addresses of staff, invitations and journal; part of `companies.urls`."""

from django.urls import path

from companies.views import acting, invitations, journal, staff

urlpatterns = [
    path("act-for/", acting.act_for, name="act_for"),
    path("page/journal/", journal.journal, name="journal"),
    path("page/journal/export/", journal.export, name="journal_export"),
    path("page/journal/proof/", journal.proof, name="journal_proof"),
    path("page/staff/", staff.staff, name="staff"),
    path("page/staff/invite/", staff.invite, name="invite"),
    path("page/staff/leave/", staff.leave, name="leave"),
    path("page/staff/members/<int:member_id>/", staff.change_role, name="change_role"),
    path("page/staff/members/<int:member_id>/remove/", staff.remove_member, name="remove_member"),
    path("page/staff/invitations/<int:invitation_id>/resend/", staff.resend_invitation, name="resend_invitation"),
    path("page/staff/invitations/<int:invitation_id>/revoke/", staff.revoke_invitation, name="revoke_invitation"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
]
