from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('demo_crm', '0002_appointments_by_tool'),
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
