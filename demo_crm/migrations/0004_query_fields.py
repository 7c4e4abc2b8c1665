from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('demo_crm', '0003_rest_of_the_job'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='remark',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='listing',
            name='commission',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='member',
            name='leads',
            field=models.BooleanField(default=False),
        ),
    ]
