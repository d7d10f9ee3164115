import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('channels', '0001_initial'),
        ('intake', '0001_initial'),
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('zalo', 'Zalo'), ('visitor', 'Zalo, chưa đăng nhập'), ('web', 'trang của phường'), ('paste', 'chép từ nhóm riêng'), ('sms', 'SMS'), ('email', 'thư điện tử'), ('desk', 'nói tại phường, qua điện thoại')], max_length=8)),
                ('address', models.CharField(blank=True, help_text='"oa_id/user_id", "+84…"', max_length=120)),
                ('claimed', models.BooleanField(default=False)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('address', ''), _negated=True), fields=['address'], name='conversation_address')],
                'constraints': [models.CheckConstraint(condition=models.Q(('source__in', ['zalo', 'visitor', 'web', 'paste', 'sms', 'email', 'desk'])), name='conversation_source_known'), models.UniqueConstraint(condition=models.Q(('actor__isnull', False), ('claimed', False)), fields=('place', 'actor'), name='conversation_once_a_person'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('place', 'address', 'claimed'), name='conversation_once_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Identification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.conversation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('said_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('undone_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_in', None)), fields=('conversation',), name='identification_one_stands'), models.CheckConstraint(condition=models.Q(('before', None), models.Q(('before', models.F('actor')), _negated=True), _connector='OR'), name='identification_says_something_new', violation_error_message='Cuộc trao đổi này đã là với người ấy.')],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('replied', 'đã trả lời'), ('read', 'đã đọc, không cần trả lời')], max_length=8)),
                ('settled_at', models.DateTimeField()),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.conversation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('settled_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('how__in', ['replied', 'read'])), name='settlement_how_known')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('words', 'lời nhắn'), ('withdrawal', 'xin rút dữ liệu'), ('given', 'gửi thông tin của mình'), ('ours', 'trả lời'), ('elsewhere', 'trả lời ngoài sổ')], max_length=10)),
                ('at', models.DateTimeField(help_text='When it was written, by the clock of what carried it.')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('text', models.TextField(blank=True, max_length=4000)),
                ('given', models.JSONField(default=dict)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.conversation')),
                ('inbound', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.inbound')),
                ('message', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.message')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('settlement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.settlement')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['conversation', '-at', '-id'], name='letter_conversation'), models.Index(condition=models.Q(('kind__in', ['words', 'withdrawal', 'given']), ('settlement', None)), fields=['conversation', 'at'], name='letter_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ours'), ('message__isnull', False), ('text', '')), models.Q(models.Q(('kind', 'ours'), _negated=True), ('message', None)), _connector='OR'), name='letter_of_ours_is_its_message'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'elsewhere'), _negated=True), ('settlement', None), _connector='OR'), name='letter_elsewhere_waits_for_nobody')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('image', 'ảnh'), ('audio', 'ghi âm'), ('video', 'phim'), ('file', 'tệp'), ('link', 'đường dẫn'), ('location', 'vị trí'), ('sticker', 'hình dán'), ('card', 'danh thiếp')], max_length=8)),
                ('state', models.CharField(choices=[('fetching', 'đang tải'), ('kept', 'đã lưu'), ('refused', 'không nhận'), ('noted', 'không có gì để tải'), ('erased', 'đã xóa')], max_length=8)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('url', models.TextField(blank=True, max_length=2000)),
                ('code', models.CharField(blank=True, max_length=24)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.letter')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['letter'], name='attachment_letter_of'), models.Index(condition=models.Q(('state', 'fetching')), fields=['id'], name='attachment_fetching')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'fetching'), models.Q(('url', ''), _negated=True)), models.Q(models.Q(('state', 'fetching'), _negated=True), ('url', '')), _connector='OR'), name='attachment_address_only_while_fetched'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('code', ''), _negated=True), _connector='OR'), name='attachment_refusal_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(choices=[('114', '114, chữa cháy, cứu nạn'), ('115', '115, cấp cứu'), ('113', '113, công an'), ('111', '111, bảo vệ trẻ em')], max_length=3)),
                ('raised_at', models.DateTimeField()),
                ('answered', models.BooleanField(help_text='Whether the writer could be told whom to call.')),
                ('taken_at', models.DateTimeField(null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('raised_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('taken_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.conversation')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inbox.letter')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('taken_in', None)), fields=['conversation'], name='alarm_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__in', ['111', '113', '114', '115'])), name='alarm_number_known'), models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_in', None)), models.Q(('taken_at__gte', models.F('raised_at')), ('taken_in__isnull', False)), _connector='OR'), name='alarm_taking_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='Content',
            fields=[
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='inbox.attachment')),
                ('media_type', models.CharField(max_length=60)),
                ('extension', models.CharField(max_length=8)),
                ('data', models.BinaryField()),
                ('kept_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(models.Func('data', function='octet_length', output_field=models.IntegerField()), 5242880), name='content_below_the_limit')],
            },
        ),
    ]
