import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('channels', '0001_initial'),
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('begun', 'Begun'), ('over', 'Over')], max_length=5)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.incident')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.message')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('incident', 'about'), name='alarm_once'), models.CheckConstraint(condition=models.Q(('about__in', ['begun', 'over'])), name='alarm_about_known')],
            },
        ),
        migrations.CreateModel(
            name='Joining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('oa_id', models.CharField(max_length=24)),
                ('app_id', models.CharField(max_length=24)),
                ('app_secret', models.CharField(blank=True, max_length=200)),
                ('oa_secret', models.CharField(blank=True, max_length=200)),
                ('verifier', models.CharField(blank=True, max_length=64)),
                ('site_code', models.CharField(blank=True, help_text='Of zalo_verifier….html', max_length=80)),
                ('saved_at', models.DateTimeField(help_text='The officer says: saved in the console.', null=True)),
                ('nonce', models.CharField(max_length=22)),
                ('access_token', models.TextField(blank=True)),
                ('refresh_token', models.TextField(blank=True)),
                ('granted_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, help_text='Code of the last failed step.', max_length=24)),
                ('described', models.JSONField(default=dict, help_text='What getoa said.')),
                ('word', models.CharField(max_length=12)),
                ('tried_at', models.DateTimeField(null=True)),
                ('tried_code', models.CharField(blank=True, help_text='"sent", or why not.', max_length=24)),
                ('begun_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('site_code', ''), _negated=True), fields=['site_code'], name='joining_site_code')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('place',), name='joining_one_at_a_place'), models.CheckConstraint(condition=models.Q(('ended_in', None), models.Q(('access_token', ''), ('app_secret', ''), ('oa_secret', ''), ('refresh_token', ''), ('verifier', '')), _connector='OR'), name='joining_ended_keeps_no_secret'), models.CheckConstraint(condition=models.Q(models.Q(('channel', None), ('described', {})), ('channel__isnull', False), _connector='OR'), name='joining_described_is_connected')],
            },
        ),
        migrations.CreateModel(
            name='Keeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('named_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('channel',), name='keeper_one_at_a_time')],
            },
        ),
    ]
