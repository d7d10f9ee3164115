import django.db.models.deletion
import django.db.models.functions.datetime
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
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('zalo_oa', 'Zalo OA')], default='zalo_oa', max_length=10)),
                ('name', models.CharField(max_length=120, verbose_name='tên hiển thị')),
                ('oa_id', models.CharField(max_length=24)),
                ('app_id', models.CharField(max_length=24)),
                ('api_base', models.URLField(default='https://openapi.zalo.me')),
                ('oauth_base', models.URLField(default='https://oauth.zaloapp.com')),
                ('variants', models.CharField(choices=[('standard', 'app_id và khóa OA'), ('any', 'mọi cách ký đã gặp')], default='standard', max_length=10)),
                ('buttons', models.BooleanField(default=True)),
                ('rest_until', models.DateTimeField(null=True)),
                ('connected_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urgent', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('waiting', 'Chờ gửi'), ('sending', 'Đang gửi'), ('sent', 'Đã gửi'), ('received', 'Đã nhận'), ('seen', 'Đã xem'), ('failed', 'Chưa gửi được'), ('unknown', 'Chưa rõ đã nhận')], default='waiting', max_length=8)),
                ('plain', models.BooleanField(default=False, help_text='Without buttons, after a refusal of them.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField(null=True)),
                ('sending_at', models.DateTimeField(help_text='When the last attempt left.', null=True)),
                ('lease_until', models.DateTimeField(null=True)),
                ('external_id', models.CharField(blank=True, max_length=64)),
                ('code', models.CharField(blank=True, help_text='"-230", "timeout", "no_consent"', max_length=24)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('sent_at', models.DateTimeField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.contactpoint')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.message')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('sentence', models.CharField(max_length=300)),
                ('pauses', models.BooleanField()),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('closed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('opened_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Keys',
            fields=[
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='channels.channel')),
                ('app_secret', models.CharField(max_length=200)),
                ('oa_secret', models.CharField(max_length=200)),
                ('access_token', models.TextField()),
                ('refresh_token', models.TextField()),
                ('refreshed_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tried_at', models.DateTimeField(help_text='Last exchange that gave no new pair.', null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.UniqueConstraint(fields=('kind', 'oa_id'), name='channel_account_once'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'zalo_oa')), name='channel_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('oa_id', ''), _negated=True), models.Q(('app_id', ''), _negated=True)), name='channel_has_ids'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['channel', '-urgent', 'id'], name='delivery_waiting'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='delivery_sending'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ['sending', 'unknown'])), fields=['contact'], name='delivery_in_doubt'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['place', 'state'], name='delivery_place_state'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['contact', '-message'], name='delivery_contact'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('message', 'channel'), name='delivery_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('channel', 'external_id'), name='delivery_external_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sending'), _negated=True), models.Q(('lease_until__isnull', False), ('sending_at__isnull', False)), _connector='OR'), name='delivery_sending_has_its_lease'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'failed'), models.Q(('channel__isnull', False), ('contact__isnull', False)), _connector='OR'), name='delivery_has_somewhere_to_go'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['failed', 'unknown']), _negated=True), models.Q(('code', ''), _negated=True), _connector='OR'), name='delivery_failure_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at', None), ('state__in', ['sent', 'received', 'seen']), _connector='OR'), name='delivery_sent_is_after_sending'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('channel', 'code'), name='incident_open_once'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_in', None)), models.Q(('closed_at__gte', models.F('opened_at')), ('closed_in__isnull', False)), _connector='OR'), name='incident_closing_has_its_entry'),
        ),
        migrations.AddConstraint(
            model_name='keys',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('access_token', ''), _negated=True), models.Q(('refresh_token', ''), _negated=True)), name='keys_pair_is_whole'),
        ),
    ]
