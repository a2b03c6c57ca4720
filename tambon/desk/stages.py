"""The addresses that allauth looks up by names of its own while somebody signs in, under /desk/."""

from django.urls import path

from tambon.desk.views import entering, second_factor

urlpatterns = [
    path("sign-in", entering.sign_in, name="account_login"),
    path("sign-in", entering.sign_in, name="account_inactive"),
    path("second-factor/ask", second_factor.ask, name="mfa_authenticate"),
]
