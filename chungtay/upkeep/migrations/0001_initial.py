import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('blood', '0002_given'),
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CareNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.given')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('sent_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('genuine', 'lời gọi đúng'), ('false', 'lời gọi sai, đã dừng')], max_length=8)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('found_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['genuine', 'false'])), name='finding_verdict_known')],
            },
        ),
        migrations.CreateModel(
            name='Doubt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ask', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.ask')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='blood.call')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('said_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='upkeep.finding')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('finding', None)), fields=['place'], name='doubt_open')],
            },
        ),
    ]
