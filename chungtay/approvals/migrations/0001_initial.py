import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=60)),
                ('args', models.JSONField(default=dict)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('area_officer', 'Cảnh sát khu vực'), ('desk_officer', 'Trực ban'), ('police_chief', 'Trưởng công an phường'), ('police_deputy', 'Phó trưởng công an phường'), ('group_head', 'Tổ trưởng, trưởng thôn'), ('committee', 'Ủy ban nhân dân'), ('womens_union', 'Hội Phụ nữ'), ('youth_union', 'Đoàn Thanh niên'), ('red_cross', 'Hội Chữ thập đỏ'), ('hospital_desk', 'Bàn tiếp nhận máu của bệnh viện'), ('treasurer', 'Thủ quỹ'), ('auditor', 'Kiểm tra sổ sách'), ('data_officer', 'Phụ trách dữ liệu cá nhân'), ('province_duty', 'Trực ban tỉnh'), ('administrator', 'Quản trị của phường')], max_length=30))),
                ('asked_at', models.DateTimeField()),
                ('escalates_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('asked_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', '-asked_at'], name='approval_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('asked_at'))), name='approval_expires_after_asking'), models.CheckConstraint(condition=models.Q(('escalates_at', None), models.Q(('escalates_at__gt', models.F('asked_at')), ('escalates_at__lt', models.F('expires_at'))), _connector='OR'), name='approval_escalates_in_between'), models.CheckConstraint(condition=models.Q(('roles__len__gt', 0), ('roles__contained_by', ['area_officer', 'desk_officer', 'police_chief', 'police_deputy', 'group_head', 'committee', 'womens_union', 'youth_union', 'red_cross', 'hospital_desk', 'treasurer', 'auditor', 'data_officer', 'province_duty', 'administrator'])), name='approval_roles_known')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', 'đồng ý'), ('no', 'không duyệt'), ('expired', 'hết hạn')], max_length=8)),
                ('reason', models.CharField(blank=True, choices=[('not_needed', 'chưa cần'), ('wrong_person', 'chưa đúng người, đúng việc'), ('missing', 'còn thiếu giấy tờ, thông tin'), ('ask_again', 'hỏi lại rồi gửi sau')], max_length=14)),
                ('at', models.DateTimeField()),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='approvals.approval')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', '-at'], name='decision_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', 'no'), ('reason__in', ['not_needed', 'wrong_person', 'missing', 'ask_again'])), models.Q(('answer__in', ['yes', 'expired']), ('reason', '')), _connector='OR'), name='decision_no_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('area_officer', 'Cảnh sát khu vực'), ('desk_officer', 'Trực ban'), ('police_chief', 'Trưởng công an phường'), ('police_deputy', 'Phó trưởng công an phường'), ('group_head', 'Tổ trưởng, trưởng thôn'), ('committee', 'Ủy ban nhân dân'), ('womens_union', 'Hội Phụ nữ'), ('youth_union', 'Đoàn Thanh niên'), ('red_cross', 'Hội Chữ thập đỏ'), ('hospital_desk', 'Bàn tiếp nhận máu của bệnh viện'), ('treasurer', 'Thủ quỹ'), ('auditor', 'Kiểm tra sổ sách'), ('data_officer', 'Phụ trách dữ liệu cá nhân'), ('province_duty', 'Trực ban tỉnh'), ('administrator', 'Quản trị của phường')], max_length=30))),
                ('at', models.DateTimeField()),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='escalation', to='approvals.approval')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('roles__len__gt', 0), ('roles__contained_by', ['area_officer', 'desk_officer', 'police_chief', 'police_deputy', 'group_head', 'committee', 'womens_union', 'youth_union', 'red_cross', 'hospital_desk', 'treasurer', 'auditor', 'data_officer', 'province_duty', 'administrator'])), name='escalation_roles_known')],
            },
        ),
    ]
