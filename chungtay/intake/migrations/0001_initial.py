import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('channels', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TurnedAway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('reason', models.CharField(max_length=24)),
                ('count', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'reason'), name='turned_away_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Inbound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('event', models.CharField(max_length=60)),
                ('user_id', models.CharField(blank=True, max_length=64)),
                ('happened_at', models.DateTimeField(help_text="Zalo's timestamp.")),
                ('received_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('num_retry', models.PositiveSmallIntegerField(default=0)),
                ('variant', models.CharField(max_length=24)),
                ('body', models.BinaryField()),
                ('not_before', models.DateTimeField(help_text='A receipt ahead of its message waits.', null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('handled_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('answered', 'đã ghi câu trả lời'), ('repeated', 'câu trả lời đã ghi từ trước'), ('refused', 'đã trả lời là không được nữa'), ('expired', 'đường dẫn hết hạn'), ('free_text', 'lời nhắn, chờ người đọc'), ('given', 'thông tin người ấy gửi, chờ nhận'), ('receipt', 'báo đã nhận, đã xem'), ('echo', 'tin của mình'), ('oa_reply', 'cán bộ trả lời ngoài sổ'), ('withdrawal', 'xin rút dữ liệu, chờ người làm'), ('stored', 'đã lưu')], max_length=12)),
                ('channel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.channel')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('handled_at', None)), fields=['not_before', 'id'], name='inbound_open'), models.Index(condition=models.Q(('event__in', ['anonymous_send_audio', 'anonymous_send_business_card', 'anonymous_send_file', 'anonymous_send_gif', 'anonymous_send_image', 'anonymous_send_link', 'anonymous_send_location', 'anonymous_send_sticker', 'anonymous_send_text', 'anonymous_send_video', 'user_send_audio', 'user_send_business_card', 'user_send_file', 'user_send_gif', 'user_send_group_audio', 'user_send_group_business_card', 'user_send_group_file', 'user_send_group_gif', 'user_send_group_image', 'user_send_group_link', 'user_send_group_location', 'user_send_group_sticker', 'user_send_group_text', 'user_send_group_video', 'user_send_image', 'user_send_link', 'user_send_location', 'user_send_sticker', 'user_send_text', 'user_send_video']), ('handled_at', None)), fields=['channel', 'user_id', 'happened_at'], name='inbound_personal'), models.Index(condition=models.Q(('handled_at__isnull', False), models.Q(('body', b'{"timestamp": "0"}'), _negated=True)), fields=['handled_at'], name='inbound_body_kept'), models.Index(fields=['place', '-id'], name='inbound_place'), models.Index(fields=['channel', '-received_at'], name='inbound_channel_received')],
                'constraints': [models.UniqueConstraint(fields=('channel', 'key'), name='inbound_once'), models.CheckConstraint(condition=models.Q(models.Q(('handled_at', None), ('outcome', '')), models.Q(('handled_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='inbound_handled_has_its_outcome')],
            },
        ),
    ]
