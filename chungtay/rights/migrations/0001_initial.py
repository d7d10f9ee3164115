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
            name='Request',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('view', 'xem dữ liệu của mình'), ('correct', 'sửa dữ liệu của mình'), ('provide', 'nhận một bản dữ liệu'), ('withdraw', 'rút lời đồng ý'), ('restrict', 'hạn chế xử lý'), ('object', 'phản đối xử lý'), ('delete', 'xóa dữ liệu của mình')], max_length=8)),
                ('came', models.CharField(choices=[('desk', 'nói tại bàn trực'), ('phone', 'gọi điện'), ('paper', 'đơn giấy'), ('zalo', 'Zalo'), ('own_page', 'trang của người ấy')], max_length=8)),
                ('third', models.BooleanField(default=False, help_text='A processor or third party acts too.')),
                ('wish', models.TextField(blank=True, max_length=1000)),
                ('received_at', models.DateTimeField()),
                ('answer_by', models.DateTimeField()),
                ('fulfil_by', models.DateTimeField()),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('received_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', 'fulfil_by'], name='request_place_due'), models.Index(fields=['actor', '-received_at'], name='request_actor')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer_by__gt', models.F('received_at')), ('fulfil_by__gt', models.F('received_at'))), name='request_terms_after_receipt'), models.CheckConstraint(condition=models.Q(('what__in', ['view', 'correct', 'provide', 'withdraw', 'restrict', 'object', 'delete'])), name='request_what_known'), models.CheckConstraint(condition=models.Q(('came__in', ['desk', 'phone', 'paper', 'zalo', 'own_page'])), name='request_came_known')],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left', models.JSONField(default=dict)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('failed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='rights.request')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('failed_in', None)), fields=('request',), name='order_one_stands'), models.CheckConstraint(condition=models.Q(models.Q(('failed_in', None), _negated=True), ('left', {}), _connector='OR'), name='order_left_only_when_failed')],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='extension', to='rights.request')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1)), name='extension_is_of_days'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('erased_at', models.DateTimeField()),
                ('columns', models.PositiveIntegerField(default=0, help_text='Columns searched for the proof.')),
                ('tables', models.PositiveIntegerField(default=0)),
                ('files', models.PositiveIntegerField(default=0)),
                ('unread', models.PositiveIntegerField(default=0, help_text='Pictures of others, not read.')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('erased_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('request', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='rights.request')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['actor'], name='erasure_actor')],
            },
        ),
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('done', 'đã làm xong'), ('refused', 'không làm, có lý do')], max_length=8)),
                ('ground', models.CharField(blank=True, choices=[('not_identified', 'chưa xác minh được người yêu cầu'), ('not_held', 'không giữ dữ liệu ấy'), ('law_keeps', 'luật buộc phải giữ'), ('state_task', 'đang dùng cho việc nhà nước theo luật'), ('emergency', 'đang cần để cứu tính mạng, sức khỏe'), ('others', 'làm lộ dữ liệu của người khác'), ('security', 'ảnh hưởng quốc phòng, an ninh, trật tự')], max_length=16)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='rights.request')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ground', ''), ('how', 'done')), models.Q(('how', 'refused'), models.Q(('ground', ''), _negated=True)), _connector='OR'), name='ending_refused_has_its_ground')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('means', models.CharField(choices=[('zalo', 'Zalo'), ('phone', 'điện thoại'), ('paper', 'thư giấy'), ('spoken', 'nói trực tiếp')], max_length=8)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='rights.request')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('means__in', ['zalo', 'phone', 'paper', 'spoken'])), name='answer_means_known')],
            },
        ),
        migrations.CreateModel(
            name='ErasedActor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('erasure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actors', to='rights.erasure')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('erasure', 'actor'), name='erased_actor_once')],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('holding', 'chỗ giữ dữ liệu'), ('table', 'bảng'), ('log', 'tệp nhật ký')], max_length=8)),
                ('spot', models.CharField(max_length=120)),
                ('found', models.PositiveIntegerField()),
                ('left', models.PositiveIntegerField(default=0)),
                ('reason', models.CharField(blank=True, choices=[('shared', 'số điện thoại này cũng là của người khác'), ('office', 'tài khoản cán bộ, giữ đến khi tài khoản đóng'), ('law', 'luật buộc phải giữ')], max_length=8)),
                ('erasure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='rights.erasure')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('erasure', 'kind', 'spot', 'reason'), name='proof_spot_once'), models.CheckConstraint(condition=models.Q(('left', 0), models.Q(('reason', ''), _negated=True), _connector='OR'), name='proof_left_has_its_reason')],
            },
        ),
    ]
