"""Addresses of the staff's life cycle."""

from django.urls import path

from companies.staffing.views import closing, joining, lists, own_texts, roles, second_factor

app_name = "staffing"
urlpatterns = [
    path("companies/<slug:slug>/join/", joining.join, name="join"),
    path("account/close/", closing.close_account, name="close_account"),
    path("account/close/keep/", closing.keep_account, name="keep_account"),
    path("companies/requests/<int:request_id>/withdraw/", joining.withdraw, name="withdraw"),
    path("companies/left/texts/", own_texts.texts, name="own_texts"),
    path("companies/left/texts/<int:draft_id>/delete/", own_texts.forget, name="forget_text"),
    path("page/staff/requests/<int:request_id>/accept/", joining.accept, name="accept"),
    path("page/staff/requests/<int:request_id>/decline/", joining.decline, name="decline"),
    path("page/staff/requests/rule/", joining.policy, name="policy"),
    path("page/staff/second-factor/", second_factor.rule, name="second_factor"),
    path("page/staff/second-factor/needed/", second_factor.second_factor_needed, name="second_factor_needed"),
    path("page/staff/invite/list/", lists.invite_list, name="invite_list"),
    path("page/staff/invite/list/template/", lists.list_template, name="list_template"),
    path("page/staff/roles/add/", roles.add_role, name="add_role"),
    path("page/staff/roles/ceilings/", roles.ceilings, name="ceilings"),
    path("page/staff/roles/<int:role_id>/", roles.change_role, name="change_role"),
    path("page/staff/roles/<int:role_id>/delete/", roles.delete_role, name="delete_role"),
]
