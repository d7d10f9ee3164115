import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='tên')),
                ('folded', models.CharField(editable=False, max_length=120)),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=600)),
                ('kind', models.CharField(choices=[('hospital', 'bệnh viện'), ('club', 'câu lạc bộ'), ('union', 'đoàn thể'), ('authority', 'cơ quan'), ('school', 'trường học'), ('company', 'công ty')], max_length=12)),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('actor', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('closed_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('registered_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['hospital', 'club', 'union', 'authority', 'school', 'company'])), name='organisation_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('lat', None), ('lon', None)), models.Q(('lat__range', (-90, 90)), ('lon__range', (-180, 180))), _connector='OR'), name='organisation_on_the_globe', violation_error_message='Tọa độ không nằm trên trái đất.'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='organisation_not_its_own_parent'), models.UniqueConstraint(condition=models.Q(('closed_in', None)), fields=('place', 'kind', 'folded'), name='organisation_once_at_a_place')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=160, verbose_name='địa chỉ')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('formed_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='họ tên')),
                ('folded', models.CharField(db_collation='C', editable=False, max_length=80)),
                ('accented', models.TextField(db_collation='C', editable=False)),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=400)),
                ('birth_year', models.PositiveSmallIntegerField(null=True, verbose_name='năm sinh')),
                ('language', models.CharField(choices=[('vi', 'tiếng Việt'), ('en', 'tiếng Anh')], default='vi', max_length=2, verbose_name='ngôn ngữ')),
                ('actor', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('household', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='people.household')),
                ('merged_into', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('registered_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['place', 'sort_key'], name='person_place_name'), models.Index(fields=['place', 'folded'], include=('id', 'accented'), name='person_place_folded'), models.Index(condition=models.Q(('household__isnull', False)), fields=['household'], name='person_household'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='person_merged')],
                'constraints': [models.CheckConstraint(condition=models.Q(('birth_year', None), models.Q(('birth_year__gte', 1900), ('birth_year__lte', 2100)), _connector='OR'), name='person_birth_year_sane', violation_error_message='Năm sinh phải từ 1900.'), models.CheckConstraint(condition=models.Q(('language__in', ['vi', 'en'])), name='person_language_known'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='person_not_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('merged_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('undone_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='merge_of_two'), models.UniqueConstraint(condition=models.Q(('undone_in', None)), fields=('gone',), name='merge_gone_once')],
            },
        ),
        migrations.CreateModel(
            name='DoNotContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('actor',), name='do_not_contact_once'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_in', None)), models.Q(('ended_at__gte', models.F('since')), ('ended_in__isnull', False)), _connector='OR'), name='do_not_contact_end_has_its_entry')],
            },
        ),
        migrations.CreateModel(
            name='Difference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('told_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='difference_in_order'), models.UniqueConstraint(fields=('one', 'other'), name='difference_once')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12))),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_year', 'language', 'place']), ('fields__len__gte', 1)), name='correction_fields_known')],
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('phone', 'điện thoại'), ('zalo', 'Zalo'), ('email', 'thư điện tử')], max_length=8)),
                ('value', models.CharField(help_text='"+84905123456", or "oa_id/user_id"', max_length=80)),
                ('verified_at', models.DateTimeField(null=True)),
                ('verified_how', models.CharField(blank=True, choices=[('called', 'đã gọi và nói chuyện'), ('wrote', 'đã nhắn qua lại'), ('shown', 'người ấy cho xem')], max_length=8)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('added_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('ended_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_points', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('ended_in', None)), fields=['actor'], name='contact_actor'), models.Index(condition=models.Q(('ended_in', None)), fields=['value'], name='contact_value'), models.Index(models.F('place'), django.db.models.functions.text.Right('value', 4), condition=models.Q(('ended_in', None), ('kind', 'phone')), name='contact_place_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['phone', 'zalo', 'email'])), name='contact_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('verified_at', None), ('verified_how', '')), models.Q(('verified_at__isnull', False), ('verified_how__in', ['called', 'wrote', 'shown'])), _connector='OR'), name='contact_verified_somehow', violation_error_message='Ghi rõ đã kiểm tra bằng cách nào.'), models.UniqueConstraint(condition=models.Q(('ended_in', None), ('kind', 'zalo')), fields=('kind', 'value'), name='contact_zalo_once'), models.UniqueConstraint(condition=models.Q(('ended_in', None)), fields=('person', 'kind', 'value'), name='contact_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=40)),
                ('version', models.CharField(max_length=20)),
                ('means', models.CharField(choices=[('form', 'giấy ký'), ('zalo', 'Zalo'), ('spoken', 'lời nói, có người ghi'), ('web', 'trang của phường')], max_length=8)),
                ('said_by', models.CharField(choices=[('self', 'chính người ấy'), ('guardian', 'người đại diện'), ('both', 'cả hai')], default='self', max_length=8)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('given_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('withdrawn_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('guardian', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('withdrawn_at', None)), fields=['actor', 'purpose'], name='consent_standing'), models.Index(condition=models.Q(('withdrawn_at__isnull', False)), fields=['actor', 'purpose'], name='consent_taken_back')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'purpose'), name='consent_standing_once'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_in', None)), models.Q(('withdrawn_at__gte', models.F('given_at')), ('withdrawn_in__isnull', False)), _connector='OR'), name='consent_withdrawal_has_its_entry'), models.CheckConstraint(condition=models.Q(models.Q(('guardian', None), ('said_by', 'self')), models.Q(('guardian__isnull', False), ('said_by__in', ['guardian', 'both'])), _connector='OR'), name='consent_guardian_is_named'), models.CheckConstraint(condition=models.Q(('guardian', None), models.Q(('guardian', models.F('person')), _negated=True), _connector='OR'), name='consent_guards_another')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['person', 'actor', '-at'], name='reading_of_a_person')],
            },
        ),
        migrations.AddField(
            model_name='household',
            name='head',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='chủ hộ'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(condition=models.Q(('ended_in', None)), fields=['place', 'address'], name='household_standing'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('ended_in', None), ('head', None), _connector='OR'), name='household_ended_has_no_head'),
        ),
    ]
