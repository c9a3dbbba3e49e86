from django.urls import path

from samverka.writing.views import beside, text, versions

app_name = "writing"
urlpatterns = [
    path("<int:pk>/", text.text, name="text"),
    path("<int:pk>/reading/", text.reading, name="reading"),
    path("<int:pk>/beside/", text.beside, name="beside"),
    path("<int:pk>/comments/", beside.comment, name="comment"),
    path("<int:pk>/comments/<int:thread>/", beside.answer, name="answer"),
    path("<int:pk>/comments/<int:thread>/resolve/", beside.resolve, name="resolve"),
    path("<int:pk>/comments/<int:thread>/reopen/", beside.reopen, name="reopen"),
    path("<int:pk>/suggestions/", beside.suggest, name="suggest"),
    path("<int:pk>/suggestions/<int:suggestion>/take/", beside.take, name="take"),
    path("<int:pk>/suggestions/<int:suggestion>/decline/", beside.decline, name="decline"),
    path("<int:pk>/versions/", versions.versions, name="versions"),
    path("<int:pk>/versions/<int:version>/", versions.version, name="version"),
    path("<int:pk>/versions/<int:version>/restore/", versions.restore, name="restore"),
]
