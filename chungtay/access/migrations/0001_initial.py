import chungtay.access.models.posts
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='tên đăng nhập')),
                ('name', models.CharField(max_length=80, verbose_name='họ tên')),
                ('rank', models.CharField(blank=True, max_length=60, verbose_name='cấp bậc, chức danh')),
                ('is_active', models.BooleanField(default=True)),
                ('actor', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('locked_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('is_active', True), ('locked_in', None)), models.Q(('is_active', False), ('locked_in__isnull', False)), _connector='OR'), name='account_lock_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('purpose', models.CharField(max_length=40)),
                ('args', models.JSONField(default=dict, verbose_name='chỉ số hiệu, không có chữ')),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('wrong', models.PositiveSmallIntegerField(default=0)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'indexes': [models.Index(fields=['purpose', 'place', '-made_at'], name='link_by_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='link_lasts_a_while'), models.CheckConstraint(condition=models.Q(('used_at', None), ('revoked_at', None), _connector='OR'), name='link_used_or_revoked')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('area_officer', 'Cảnh sát khu vực'), ('desk_officer', 'Trực ban'), ('police_chief', 'Trưởng công an phường'), ('police_deputy', 'Phó trưởng công an phường'), ('group_head', 'Tổ trưởng, trưởng thôn'), ('committee', 'Ủy ban nhân dân'), ('womens_union', 'Hội Phụ nữ'), ('youth_union', 'Đoàn Thanh niên'), ('red_cross', 'Hội Chữ thập đỏ'), ('hospital_desk', 'Bàn tiếp nhận máu của bệnh viện'), ('treasurer', 'Thủ quỹ'), ('auditor', 'Kiểm tra sổ sách'), ('data_officer', 'Phụ trách dữ liệu cá nhân'), ('province_duty', 'Trực ban tỉnh'), ('administrator', 'Quản trị của phường')], max_length=30)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('appointed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='post_ends_after_start'), models.CheckConstraint(condition=models.Q(('ends_at', None), ('ended_in__isnull', False), _connector='OR'), name='post_end_has_its_entry'), models.CheckConstraint(condition=models.Q(('role__in', ['area_officer', 'desk_officer', 'police_chief', 'police_deputy', 'group_head', 'committee', 'womens_union', 'youth_union', 'red_cross', 'hospital_desk', 'treasurer', 'auditor', 'data_officer', 'province_duty', 'administrator'])), name='post_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['hospital_desk']), _negated=True), ('organisation__isnull', False), _connector='OR'), name='post_speaks_for_its_organisation', violation_error_message='Phần việc này phải ghi rõ của đơn vị nào.'), models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('account', 'role', 'place'), name='post_held_once')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('leave', 'nghỉ phép'), ('illness', 'nghỉ ốm'), ('training', 'đi học, tập huấn'), ('mission', 'đi công tác'), ('family', 'việc gia đình')], max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('made_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='access.post')),
            ],
            options={
                'indexes': [models.Index(fields=['to', 'ends_at'], name='delegation_to')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), models.Q(('ended_in__isnull', False), ('ends_at', models.F('starts_at'))), _connector='OR'), name='delegation_ends_after_start'), models.CheckConstraint(condition=models.Q(('reason__in', ['leave', 'illness', 'training', 'mission', 'family'])), name='delegation_reason_known'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('post', '='), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='delegation_one_at_a_time', violation_error_message='Thời gian ấy đã có người làm thay.')],
            },
        ),
    ]
