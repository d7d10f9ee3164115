import chungtay.access.models.posts
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Beat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('folded', models.CharField(max_length=80)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('opened_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_in', None)), fields=('place', 'folded'), name='beat_named_once'), models.CheckConstraint(condition=models.Q(('folded', ''), _negated=True), name='beat_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_in', None)), models.Q(('closed_at__gt', models.F('opened_at')), ('closed_in__isnull', False)), _connector='OR'), name='beat_end_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('desk', 'trực ban'), ('command', 'trực chỉ huy'), ('checkpoint', 'chốt kiểm soát'), ('patrol', 'tuần tra'), ('other', 'việc khác')], max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('folded', models.CharField(max_length=80)),
                ('needed', models.PositiveSmallIntegerField(default=1)),
                ('strenuous', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('opened_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_in', None)), fields=('place', 'folded'), name='watch_named_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['desk', 'command', 'checkpoint', 'patrol', 'other'])), name='watch_kind_known'), models.CheckConstraint(condition=models.Q(('folded', ''), _negated=True), name='watch_has_a_name'), models.CheckConstraint(condition=models.Q(('needed__range', (1, 30))), name='watch_needs_some'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_in', None)), models.Q(('closed_at__gt', models.F('opened_at')), ('closed_in__isnull', False)), _connector='OR'), name='watch_end_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('leave', 'nghỉ phép'), ('training', 'đi học, tập huấn'), ('mission', 'đi công tác'), ('family', 'việc gia đình'), ('ill', 'nghỉ ốm'), ('patient', 'cách ly, điều trị (F0)'), ('contact', 'cách ly vì tiếp xúc (F1)'), ('other', 'việc khác')], max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('corrected_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('marked_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('taken_back_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', 'starts_at'], name='absence_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), models.Q(('ended_in__isnull', False), ('ends_at', models.F('starts_at'))), _connector='OR'), name='absence_ends_after_start'), models.CheckConstraint(condition=models.Q(('reason__in', ['leave', 'training', 'mission', 'family', 'ill', 'patient', 'contact', 'other'])), name='absence_reason_known'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('taken_back_in', None)), expressions=[('officer', '='), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='absence_once_at_a_time', violation_error_message='Thời gian ấy đã báo vắng rồi.')],
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('unassigned', 'chưa phân công ai'), ('away', 'người giữ vắng, chưa có người thay'), ('stand_in', 'người làm thay cũng vắng'), ('left', 'người giữ không còn phần việc ở đây')], max_length=10)),
                ('starts_at', models.DateTimeField()),
                ('over_at', models.DateTimeField(null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('told_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('beat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.beat')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('over_at', None)), fields=('beat',), name='alarm_one_for_a_beat'), models.CheckConstraint(condition=models.Q(('reason__in', ['unassigned', 'away', 'stand_in', 'left'])), name='alarm_reason_known')],
            },
        ),
        migrations.CreateModel(
            name='Ground',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('beat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.beat')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('given_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['beat', 'starts_at'], name='ground_beat')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_in', None), ('ends_at', None)), models.Q(('ended_in__isnull', False), ('ends_at__gte', models.F('starts_at'))), _connector='OR'), name='ground_end_has_its_entry'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('group', '='), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='ground_in_one_beat', violation_error_message='Tổ này đang thuộc một địa bàn khác.')],
            },
        ),
        migrations.CreateModel(
            name='Keeping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('beat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.beat')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('given_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['officer', 'starts_at'], name='keeping_officer')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_in', None), ('ends_at', None)), models.Q(('ended_in__isnull', False), ('ends_at__gte', models.F('starts_at'))), _connector='OR'), name='keeping_end_has_its_entry'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('beat', '='), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='keeping_one_at_a_time', violation_error_message='Địa bàn này đang có người giữ.')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('moved_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('put_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('taken_off_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('watch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.watch')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('taken_off_in', None)), fields=['watch', 'starts_at'], name='shift_watch'), models.Index(condition=models.Q(('taken_off_in', None)), fields=['place', 'starts_at'], name='shift_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), ('ends_at__lte', django.db.models.expressions.CombinedExpression(models.F('starts_at'), '+', models.Value(datetime.timedelta(days=1))))), name='shift_lasts_a_day_at_most', violation_error_message='Một ca dài nhất 24 giờ, và kết thúc sau lúc bắt đầu.')],
            },
        ),
        migrations.CreateModel(
            name='Cover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('beat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.beat')),
                ('covered_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('relieves', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stand_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shift', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.shift')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['beat', 'starts_at'], name='cover_beat'), models.Index(fields=['stand_in', 'starts_at'], name='cover_stand_in')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('beat', None), ('relieves__isnull', False), ('shift__isnull', False)), models.Q(('beat__isnull', False), ('shift', None)), _connector='OR'), name='cover_of_a_shift_or_a_beat'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), models.Q(('ended_in__isnull', False), ('ends_at', models.F('starts_at'))), _connector='OR'), name='cover_ends_after_start'), models.CheckConstraint(condition=models.Q(('relieves', None), models.Q(('relieves', models.F('stand_in')), _negated=True), _connector='OR'), name='cover_by_another'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('shift__isnull', False)), expressions=[('shift', '='), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='cover_one_for_a_shift'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('beat__isnull', False)), expressions=[('beat', '='), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='cover_one_for_a_beat'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('stand_in', '='), (django.db.models.functions.comparison.Coalesce(models.F('relieves'), django.db.models.expressions.CombinedExpression(models.F('beat'), '*', models.Value(-1)), output_field=models.BigIntegerField()), '<>'), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='cover_for_one_at_a_time', violation_error_message='Lúc ấy người này đang làm thay cho người khác.')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('cover', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.cover')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('shift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rosters.shift')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['shift', 'starts_at'], name='presence_shift'), models.Index(fields=['place', 'starts_at'], name='presence_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='presence_lasts_a_while'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('officer', '='), (chungtay.access.models.posts.TimeSpan('starts_at', 'ends_at', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='presence_once_at_a_time', violation_error_message='Lúc ấy người này đang trực ở chỗ khác.')],
            },
        ),
        migrations.CreateModel(
            name='DutyNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phone', models.CharField(max_length=20)),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('set_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('place',), name='duty_number_one_of_a_ward')],
            },
        ),
    ]
