from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0006_imports_of_other_things"),
        ("projects", "0003_partners_have_roles"),
    ]

    operations = [
        migrations.RemoveField(model_name="project", name="partners"),
        migrations.AddField(
            model_name="project",
            name="partners",
            field=models.ManyToManyField(
                blank=True,
                related_name="projects",
                through="projects.ProjectPartner",
                to="partnership.organisation",
            ),
        ),
    ]
