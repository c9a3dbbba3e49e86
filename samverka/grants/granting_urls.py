"""Addresses of decisions, and of the grants that come of them."""

from django.urls import path

from samverka.grants.views import deciding, granted, granted_public, own_grant, paying, reporting

CASE = "cases/<slug:number>"
for_who_decides = [
    path(f"{CASE}/decision/", deciding.decision, name="decision"),
    path(f"{CASE}/decisions/<int:decision>/<slug:kind>/", deciding.paper, name="decision_paper"),
]
for_who_handles = [
    path(f"{CASE}/grant/", granted.grant, name="grant"),
    path(f"{CASE}/grant/agreement/", granted.make_agreement, name="make_agreement"),
    path(f"{CASE}/grant/agreement/sign/", granted.sign, name="sign_agreement"),
    path(f"{CASE}/grant/agreement/copy/", granted.signed_copy, name="agreement_copy"),
    path(
        f"{CASE}/grant/agreements/<int:agreement>/<slug:kind>/",
        granted.agreement_file,
        name="agreement_file",
    ),
    path(f"{CASE}/grant/payments/", paying.plan_payment, name="plan_payment"),
    path(f"{CASE}/grant/payments/<int:payment>/", paying.change_payment, name="change_payment"),
    path(
        f"{CASE}/grant/payments/<int:payment>/decide/",
        paying.decide_payment,
        name="decide_payment",
    ),
    path(f"{CASE}/grant/payments/<int:payment>/paid/", paying.mark_paid, name="mark_paid"),
    path(f"{CASE}/grant/payments/<int:payment>/drop/", paying.drop_payment, name="drop_payment"),
    path(f"{CASE}/grant/changes/<int:change>/", granted.answer_change, name="answer_change"),
    path(f"{CASE}/grant/reports/", granted.ask_report, name="ask_report"),
    path(f"{CASE}/grant/reports/<int:report>/", reporting.report, name="report"),
    path(f"{CASE}/grant/reports/<int:report>/approve/", reporting.approve, name="approve_report"),
    path(f"{CASE}/grant/reports/<int:report>/return/", reporting.send_back, name="return_report"),
    path(f"{CASE}/grant/claim/", paying.claim, name="claim"),
    path(f"{CASE}/grant/repayments/<int:repayment>/repaid/", paying.repaid, name="repaid"),
    path(f"{CASE}/grant/repayments/<int:repayment>/give-up/", paying.give_up, name="give_up"),
    path(f"{CASE}/grant/close/", paying.close, name="close_grant"),
    path(f"{CASE}/grant/revoke/", paying.revoke, name="revoke_grant"),
]
by_key = [
    path(
        "mine/<slug:key>/decisions/<int:decision>/<slug:kind>/",
        deciding.own_paper,
        name="own_decision_paper",
    ),
    path("mine/<slug:key>/agreement/", own_grant.sign, name="own_agreement"),
    path("mine/<slug:key>/agreement/copy/", own_grant.hand_in, name="own_signed"),
    path(
        "mine/<slug:key>/agreements/<int:agreement>/<slug:kind>/",
        own_grant.agreement_file,
        name="own_agreement_file",
    ),
    path("mine/<slug:key>/change/", own_grant.change, name="ask_change"),
    path(
        "mine/<slug:key>/changes/<int:change>/take-back/",
        own_grant.take_back,
        name="take_back_change",
    ),
    path("mine/<slug:key>/report/<int:report>/", reporting.write, name="own_report"),
    path(
        "mine/<slug:key>/report/<int:report>/file/",
        reporting.add_own_file,
        name="own_report_file",
    ),
    path(
        "mine/<slug:key>/report/<int:report>/files/<int:file>/remove/",
        reporting.take_own_file_out,
        name="own_report_file_remove",
    ),
    path(
        "mine/<slug:key>/grant/files/<slug:mark>/",
        reporting.own_enclosure,
        name="own_enclosure",
    ),
]
for_everybody = [
    path("granted/", granted_public.listing, name="granted_list"),
    path("granted/statistics/", granted_public.statistics, name="statistics"),
    path("granted/table/<slug:form>/", granted_public.table, name="granted_table"),
    path("granted/<slug:number>/", granted_public.detail, name="granted"),
]
granting_urls = [*for_who_decides, *for_who_handles, *by_key, *for_everybody]
