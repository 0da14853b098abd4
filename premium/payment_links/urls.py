"""Addresses of payment links: the payer's page, and the buyer's."""

from django.urls import path

from premium.payment_links import views_of_buyers, views_of_payers

app_name = "payment_links"
urlpatterns = [
    path("orders/<str:number>/", views_of_buyers.of_order, name="of_order"),
    path("orders/<str:number>/withdraw/", views_of_buyers.withdraw, name="withdraw"),
    path("questions/<int:question_id>/answer/", views_of_buyers.answer, name="answer"),
    path("<str:token>/", views_of_payers.pay, name="pay"),
    path("<str:token>/billing/", views_of_payers.correct, name="correct"),
    path("<str:token>/question/", views_of_payers.ask, name="ask"),
    path("<str:token>/accept/", views_of_payers.accept, name="accept"),
    path("<str:token>/join/", views_of_payers.join, name="join"),
    path("<str:token>/invoice/", views_of_payers.invoice, name="invoice"),
]
