import chungtay.kit.plane
import datetime
import django.contrib.postgres.indexes
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
            name='Donor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(choices=[(0, 'O−'), (1, 'A−'), (2, 'B−'), (3, 'AB−'), (4, 'O+'), (5, 'A+'), (6, 'B+'), (7, 'AB+')], null=True, verbose_name='nhóm máu')),
                ('source', models.CharField(choices=[('self', 'người hiến tự nói'), ('card', 'thẻ hiến máu'), ('lab', 'kết quả xét nghiệm')], max_length=4, verbose_name='nhóm máu theo')),
                ('loc', chungtay.kit.plane.PointField()),
                ('last_gift_on', models.DateField(null=True)),
                ('last_component', models.CharField(choices=[('whole', 'máu toàn phần'), ('platelets', 'tiểu cầu'), ('plasma', 'huyết tương')], max_length=10, null=True)),
                ('told_on', models.DateField(null=True)),
                ('told_component', models.CharField(choices=[('whole', 'máu toàn phần'), ('platelets', 'tiểu cầu'), ('plasma', 'huyết tương')], max_length=10, null=True)),
                ('next_whole_on', models.DateField(default=datetime.date(1900, 1, 1))),
                ('next_platelets_on', models.DateField(default=datetime.date(1900, 1, 1))),
                ('next_plasma_on', models.DateField(default=datetime.date(1900, 1, 1))),
                ('ask_until', models.DateField(null=True)),
                ('weight', models.CharField(choices=[('under_42', 'dưới 42\xa0kg'), ('42', '42 đến dưới 45\xa0kg'), ('45', '45 đến dưới 50\xa0kg'), ('50', '50 đến dưới 60\xa0kg'), ('60', 'từ 60\xa0kg')], max_length=8, null=True)),
                ('ask_from', models.DateField(default=datetime.date(1900, 1, 1))),
                ('every_months', models.PositiveSmallIntegerField(null=True)),
                ('ways', models.PositiveSmallIntegerField(default=7)),
                ('days', models.PositiveSmallIntegerField(default=127)),
                ('hours_from', models.PositiveSmallIntegerField(default=0)),
                ('hours_to', models.PositiveSmallIntegerField(default=24)),
                ('last_asked_at', models.DateTimeField(null=True)),
                ('rests', models.BooleanField(default=False, editable=False)),
                ('askable', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('actor', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('ended_in', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('registered_in', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 0), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_o_neg'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 1), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_a_neg'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 2), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_b_neg'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 3), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_ab_neg'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 4), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_o_pos'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 5), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_a_pos'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 6), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_b_pos'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('group', 7), ('rests', False)), fields=['loc'], include=('next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_ab_pos'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('rests', True)), fields=['loc'], include=('group', 'next_whole_on', 'next_platelets_on', 'next_plasma_on', 'ask_from', 'ask_until', 'last_asked_at', 'last_gift_on', 'ways', 'days', 'hours_from', 'hours_to', 'source', 'askable', 'actor', 'id'), name='donor_near_resting'), models.Index(fields=['place', 'group'], name='donor_place_group'), models.Index(condition=models.Q(('askable__gt', 0), ('ended_in', None), ('rests', True)), fields=['group', 'last_asked_at'], name='donor_group_asked')],
                'constraints': [models.CheckConstraint(condition=models.Q(('group__range', (0, 7))), name='donor_group_known'), models.CheckConstraint(condition=models.Q(('ended_in', None), ('group', None), _negated=True), name='donor_group'), models.CheckConstraint(condition=models.Q(('source__in', ['self', 'card', 'lab'])), name='donor_source_known'), models.CheckConstraint(condition=models.Q(('last_component__in', ['whole', 'platelets', 'plasma']), ('last_component__isnull', True), _connector='OR'), name='donor_component_known'), models.CheckConstraint(condition=models.Q(('told_component__in', ['whole', 'platelets', 'plasma']), ('told_component__isnull', True), _connector='OR'), name='donor_told_component_known'), models.CheckConstraint(condition=models.Q(('last_component', None), ('last_gift_on__isnull', False), _connector='OR'), name='donor_component_of_a_gift'), models.CheckConstraint(condition=models.Q(('weight', None), ('weight__in', ['under_42', '42', '45', '50', '60']), _connector='OR'), name='donor_weight_known'), models.CheckConstraint(condition=models.Q(('every_months', None), ('every_months__range', (1, 12)), _connector='OR'), name='donor_every_months'), models.CheckConstraint(condition=models.Q(('ways__range', (1, 7))), name='donor_ways'), models.CheckConstraint(condition=models.Q(('days__range', (1, 127))), name='donor_days'), models.CheckConstraint(condition=models.Q(('askable__range', (0, 2))), name='donor_askable'), models.CheckConstraint(condition=models.Q(('rests', False), ('last_asked_at__isnull', False), _connector='OR'), name='donor_rests_since'), models.CheckConstraint(condition=models.Q(('hours_from__lt', models.F('hours_to')), ('hours_to__lte', 24)), name='donor_hours')],
            },
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('component', models.CharField(choices=[('whole', 'máu toàn phần'), ('platelets', 'tiểu cầu'), ('plasma', 'huyết tương')], max_length=10)),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('opening', 'đã có trước khi ghi sổ'), ('confirmed', 'ghi tại chỗ')], max_length=10)),
                ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='donors.donor')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('recorded_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('withdrawn_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('component__in', ['whole', 'platelets', 'plasma'])), name='gift_component_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['opening', 'confirmed'])), name='gift_kind_known'), models.UniqueConstraint(condition=models.Q(('withdrawn_in', None)), fields=('donor', 'on'), name='gift_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(null=True)),
                ('donor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='donors.donor')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('paused_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('donor',), name='pause_one_for_a_donor')],
            },
        ),
    ]
