import chungtay.places.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('taken_in_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('province', 'tỉnh, thành phố'), ('district', 'quận, huyện'), ('commune', 'phường, xã, đặc khu'), ('group', 'tổ dân phố, thôn')], max_length=10)),
                ('type', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=80)),
                ('full_name', models.CharField(max_length=120)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('from_exact', models.BooleanField(default=True)),
                ('to_exact', models.BooleanField(default=True)),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('area_km2', models.FloatField(null=True)),
                ('folded', models.CharField(max_length=120)),
                ('sort_key', models.CharField(db_collation='C', max_length=600)),
                ('source', models.CharField(max_length=40)),
                ('origin', models.TextField(blank=True)),
                ('document', models.CharField(blank=True, max_length=60)),
                ('commune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GistIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Lower('folded'), 'gist_trgm_ops(siglen=64)'), name='place_folded_alike'), models.Index(django.contrib.postgres.indexes.OpClass(models.F('folded'), 'text_pattern_ops'), name='place_folded')],
                'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='place_code_from'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='place_spell_not_empty', violation_error_message='Ngày thôi phải sau ngày bắt đầu.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'province'), ('parent', None), ('province', models.F('id'))), models.Q(models.Q(('kind', 'province'), _negated=True), ('parent__isnull', False), models.Q(('parent', models.F('id')), _negated=True)), _connector='OR'), name='place_has_a_unit_above', violation_error_message='Chỉ tỉnh và thành phố là không thuộc nơi nào khác.'), models.CheckConstraint(condition=models.Q(models.Q(('commune', models.F('id')), ('kind', 'commune')), models.Q(('commune__isnull', False), ('kind', 'group'), models.Q(('commune', models.F('id')), _negated=True)), models.Q(('commune', None), ('kind__in', ['province', 'district'])), _connector='OR'), name='place_knows_its_commune', violation_error_message='Tổ dân phố, thôn phải thuộc một phường hay xã.'), models.CheckConstraint(condition=models.Q(models.Q(('lat', None), ('lon', None)), models.Q(('lat__range', (-90, 90)), ('lon__range', (-180, 180))), _connector='OR'), name='place_on_the_globe'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (chungtay.places.models.DateSpan('valid_from', 'valid_to', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='place_code_spells_apart', violation_error_message='Hai đơn vị cùng mã không thể cùng tồn tại một ngày.')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('folded', models.CharField(max_length=120)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.place')),
            ],
            options={
                'indexes': [models.Index(fields=['folded'], name='alias_folded')],
                'constraints': [models.UniqueConstraint(fields=('place', 'folded'), name='alias_once')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('on_exact', models.BooleanField(default=True)),
                ('kind', models.CharField(choices=[('whole', 'trọn vẹn'), ('part', 'một phần')], max_length=6)),
                ('is_default', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True)),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once'), models.UniqueConstraint(condition=models.Q(('kind', 'whole')), fields=('predecessor',), name='succession_whole_is_one'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('predecessor',), name='succession_one_default'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_moves')],
            },
        ),
    ]
