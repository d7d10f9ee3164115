import django.db.models.deletion
import django.db.models.functions.comparison
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
                ('kind', models.CharField(choices=[('zalo_oa', 'Zalo OA'), ('esms', 'tin SMS'), ('mail', 'thư điện tử')], default='zalo_oa', max_length=10)),
                ('name', models.CharField(max_length=120, verbose_name='tên hiển thị')),
                ('oa_id', models.CharField(max_length=120)),
                ('app_id', models.CharField(blank=True, max_length=120)),
                ('api_base', models.CharField(default='https://openapi.zalo.me', max_length=200)),
                ('oauth_base', models.CharField(default='https://oauth.zaloapp.com', max_length=200)),
                ('variants', models.CharField(choices=[('standard', 'app_id và khóa OA'), ('any', 'mọi cách ký đã gặp')], default='standard', max_length=10)),
                ('buttons', models.BooleanField(default=True)),
                ('rest_until', models.DateTimeField(null=True)),
                ('connected_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('kind', 'oa_id'), name='channel_account_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['zalo_oa', 'esms', 'mail'])), name='channel_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('oa_id', ''), _negated=True), models.Q(models.Q(('app_id', ''), _negated=True), models.Q(('kind', 'zalo_oa'), _negated=True), _connector='OR')), name='channel_has_ids')],
            },
        ),
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(max_length=10)),
                ('remain', models.PositiveIntegerField()),
                ('total', models.PositiveIntegerField(null=True)),
                ('told_at', models.DateTimeField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('channel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('channel', 'way'), name='allowance_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(blank=True, choices=[('zalo_cs', 'tin Zalo'), ('zalo_uid', 'tin mẫu Zalo'), ('zalo_phone', 'tin mẫu Zalo theo số điện thoại'), ('sms', 'tin SMS'), ('email', 'thư điện tử')], max_length=10)),
                ('rank', models.PositiveSmallIntegerField(choices=[(0, 'tin thường'), (1, 'tin gấp'), (2, 'tin trả lời')], default=0)),
                ('state', models.CharField(choices=[('waiting', 'Chờ gửi'), ('sending', 'Đang gửi'), ('sent', 'Đã gửi'), ('received', 'Đã nhận'), ('seen', 'Đã xem'), ('failed', 'Chưa gửi được'), ('unknown', 'Chưa rõ đã nhận'), ('passed', 'Đã chuyển cách khác')], default='waiting', max_length=8)),
                ('plain', models.BooleanField(default=False, help_text='Without buttons, after a refusal of them.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField(null=True)),
                ('sending_at', models.DateTimeField(help_text='When the last attempt left.', null=True)),
                ('lease_until', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(help_text="The message's own.", null=True)),
                ('external_id', models.CharField(blank=True, max_length=64)),
                ('code', models.CharField(blank=True, help_text='"-230", "timeout", "no_consent"', max_length=24)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('sent_at', models.DateTimeField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('channel', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('contact', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.contactpoint')),
                ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.message')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(models.F('channel'), models.F('rank'), django.db.models.functions.comparison.Coalesce('not_before', 'created_at'), models.F('id'), condition=models.Q(('state', 'waiting')), name='delivery_waiting'), models.Index(condition=models.Q(('expires_at__isnull', False), ('state', 'waiting')), fields=['expires_at'], name='delivery_expiring'), models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='delivery_sending'), models.Index(condition=models.Q(('state__in', ['sending', 'unknown'])), fields=['contact'], name='delivery_in_doubt'), models.Index(fields=['place', 'state'], name='delivery_place_state'), models.Index(fields=['contact', '-message'], name='delivery_contact'), models.Index(fields=['channel', 'created_at'], name='delivery_channel_created'), models.Index(condition=models.Q(('sent_at__isnull', False)), fields=['channel', 'sent_at'], name='delivery_channel_sent')],
                'constraints': [models.UniqueConstraint(fields=('message', 'channel', 'way'), name='delivery_once', nulls_distinct=False), models.UniqueConstraint(condition=models.Q(('state__in', ['failed', 'passed']), _negated=True), fields=('message',), name='delivery_one_at_a_time'), models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('channel', 'external_id'), name='delivery_external_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sending'), _negated=True), models.Q(('lease_until__isnull', False), ('sending_at__isnull', False)), _connector='OR'), name='delivery_sending_has_its_lease'), models.CheckConstraint(condition=models.Q(models.Q(('channel', None), ('contact', None), ('state', 'failed'), ('way', '')), models.Q(('channel__isnull', False), ('contact__isnull', False), models.Q(('way', ''), _negated=True)), _connector='OR'), name='delivery_has_somewhere_to_go'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['failed', 'passed', 'unknown']), _negated=True), models.Q(('code', ''), _negated=True), _connector='OR'), name='delivery_failure_has_its_reason'), models.CheckConstraint(condition=models.Q(('sent_at', None), ('state__in', ['sent', 'received', 'seen']), _connector='OR'), name='delivery_sent_is_after_sending')],
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
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('channel', 'code'), name='incident_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_in', None)), models.Q(('closed_at__gte', models.F('opened_at')), ('closed_in__isnull', False)), _connector='OR'), name='incident_closing_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user_id', models.CharField(max_length=64)),
                ('last_interaction_at', models.DateTimeField(null=True)),
                ('follows', models.BooleanField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_code', models.CharField(blank=True, max_length=24)),
                ('refused_at', models.DateTimeField(null=True)),
                ('refused_code', models.CharField(blank=True, max_length=24)),
                ('channel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['user_id'], name='presence_user')],
                'constraints': [models.UniqueConstraint(fields=('channel', 'user_id'), name='presence_once'), models.CheckConstraint(condition=models.Q(('user_id', ''), _negated=True), name='presence_is_somebodys'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_code', '')), models.Q(('closed_at__isnull', False), models.Q(('closed_code', ''), _negated=True)), _connector='OR'), name='presence_closed_has_its_code'), models.CheckConstraint(condition=models.Q(models.Q(('refused_at', None), ('refused_code', '')), models.Q(('refused_at__isnull', False), models.Q(('refused_code', ''), _negated=True)), _connector='OR'), name='presence_refusal_has_its_code')],
            },
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60)),
                ('external_id', models.CharField(max_length=40)),
                ('by_uid', models.BooleanField(default=False)),
                ('by_phone', models.BooleanField(default=False)),
                ('fields', models.JSONField(default=dict)),
                ('lengths', models.JSONField(default=dict)),
                ('promotion', models.BooleanField(default=False)),
                ('approved', models.BooleanField(default=False, help_text='As the carrier last said.')),
                ('channel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('entered_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('by_uid', True)), fields=('channel', 'purpose'), name='template_uid_once'), models.UniqueConstraint(condition=models.Q(('by_phone', True)), fields=('channel', 'purpose'), name='template_phone_once'), models.CheckConstraint(condition=models.Q(('by_uid', True), ('by_phone', True), _connector='OR'), name='template_goes_somehow'), models.CheckConstraint(condition=models.Q(models.Q(('purpose', ''), _negated=True), models.Q(('external_id', ''), _negated=True)), name='template_is_named')],
            },
        ),
        migrations.CreateModel(
            name='Keys',
            fields=[
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='channels.channel')),
                ('app_secret', models.CharField(blank=True, max_length=200)),
                ('oa_secret', models.CharField(blank=True, max_length=200)),
                ('api_key', models.CharField(blank=True, max_length=200)),
                ('access_token', models.TextField(blank=True)),
                ('refresh_token', models.TextField(blank=True)),
                ('refreshed_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('tried_at', models.DateTimeField(help_text='Last exchange that gave no new pair.', null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('access_token', ''), _negated=True), models.Q(('refresh_token', ''), _negated=True), ('expires_at__isnull', False)), models.Q(('access_token', ''), ('expires_at', None), ('refresh_token', ''), models.Q(('api_key', ''), _negated=True)), _connector='OR'), name='keys_pair_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='channels.channel')),
                ('per_minute', models.PositiveIntegerField()),
                ('burst', models.PositiveIntegerField()),
                ('next_at', models.DateTimeField()),
                ('granted', models.PositiveIntegerField(default=0)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('burst__gt', 0), ('per_minute__gt', 0)), name='pace_moves_on')],
            },
        ),
    ]
