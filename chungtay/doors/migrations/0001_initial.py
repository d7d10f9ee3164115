import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('access', '__first__'),
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('browser', models.CharField(blank=True, max_length=200)),
                ('since', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='họ tên')),
                ('role', models.CharField(choices=[('area_officer', 'Cảnh sát khu vực'), ('desk_officer', 'Trực ban'), ('police_chief', 'Trưởng công an phường'), ('police_deputy', 'Phó trưởng công an phường'), ('group_head', 'Tổ trưởng, trưởng thôn'), ('committee', 'Ủy ban nhân dân'), ('womens_union', 'Hội Phụ nữ'), ('youth_union', 'Đoàn Thanh niên'), ('red_cross', 'Hội Chữ thập đỏ'), ('hospital_desk', 'Bàn tiếp nhận máu của bệnh viện'), ('treasurer', 'Thủ quỹ'), ('auditor', 'Kiểm tra sổ sách'), ('data_officer', 'Phụ trách dữ liệu cá nhân'), ('province_duty', 'Trực ban tỉnh'), ('administrator', 'Quản trị của phường')], max_length=30)),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('invited_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('inviter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.link')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', '-id'], name='invitation_by_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('account', None), ('ended_in__isnull', False), _connector='OR'), name='invitation_end_has_its_entry')],
            },
        ),
    ]
