import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Signup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('zalo', 'Zalo'), ('web', 'trang của phường')], max_length=4)),
                ('newcomer', models.BooleanField()),
                ('told', models.JSONField(default=dict)),
                ('step', models.CharField(blank=True, max_length=12)),
                ('origin', models.CharField(blank=True, max_length=20)),
                ('begun_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('end', models.CharField(blank=True, choices=[('done', 'đã vào sổ'), ('stopped', 'người ấy thôi'), ('lapsed', 'không trả lời nữa')], max_length=8)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('begun_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('ended_in', None)), fields=['moved_at'], name='signup_open_since'), models.Index(condition=models.Q(('origin', ''), _negated=True), fields=['origin', 'begun_at'], name='signup_origin')],
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['zalo', 'web'])), name='signup_way_known'), models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_in', None)), models.Q(('end__in', ['done', 'stopped', 'lapsed']), ('ended_in__isnull', False), ('told', {})), _connector='OR'), name='signup_ended_keeps_nothing'), models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('actor',), name='signup_one_for_a_person')],
            },
        ),
    ]
