import chungtay.journal.models.books
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Heading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('kind', models.CharField(choices=[('programme', 'chương trình'), ('initiative', 'mô hình'), ('directive', 'chỉ đạo')], max_length=12)),
                ('title', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('unit', models.CharField(max_length=20)),
                ('audience', models.CharField(choices=[('public', 'mọi người'), ('ward', 'cán bộ'), ('sealed', 'hồ sơ kín')], default='ward', max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('account', 'tài khoản'), ('person', 'người'), ('organisation', 'tổ chức'), ('system', 'máy')], max_length=12)),
                ('code', models.CharField(blank=True, help_text="Only the system's own actors have one.", max_length=60)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='actor_code'), models.CheckConstraint(condition=models.Q(('code', ''), ('kind', 'system'), _connector='OR'), name='actor_code_is_system')],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('from_tx', chungtay.journal.models.books.TransactionId()),
                ('to_tx', chungtay.journal.models.books.TransactionId()),
                ('entries', models.BigIntegerField()),
                ('lines', models.BigIntegerField()),
                ('salt', models.BinaryField()),
                ('digest', models.BinaryField()),
                ('fingerprint', models.BigIntegerField()),
                ('root', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('from_tx',), name='closing_follows_one'), models.UniqueConstraint(fields=('to_tx',), name='closing_followed_by_one'), models.CheckConstraint(condition=models.Q(('to_tx__gt', models.F('from_tx'))), name='closing_goes_forward')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('subject', models.CharField(blank=True, help_text='"blood.call:12"', max_length=80)),
                ('key', models.CharField(blank=True, max_length=120)),
                ('sealed', models.BooleanField(default=False)),
                ('tx', chungtay.journal.models.books.TransactionId(db_default=chungtay.journal.models.books.CurrentTransaction(), editable=False)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('part_of', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='journal.entry')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'indexes': [models.Index(fields=['tx'], name='entry_tx'), models.Index(fields=['place', '-at'], name='entry_place_at'), models.Index(condition=models.Q(('part_of__isnull', False)), fields=['part_of'], name='entry_part_of'), models.Index(condition=models.Q(('subject', ''), _negated=True), fields=['subject'], name='entry_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('verb', 'key'), name='entry_key_once'), models.CheckConstraint(condition=models.Q(('at__gte', '1900-01-01T00:00Z'), ('at__lt', '2200-01-01T00:00Z')), name='entry_at_sane', violation_error_message='Ngày giờ của việc không hợp lý.'), models.CheckConstraint(condition=models.Q(('part_of', models.F('id')), _negated=True), name='entry_not_its_own_part')],
            },
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('verb', models.CharField(max_length=60)),
                ('code', models.CharField(max_length=60)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('lines', models.BigIntegerField()),
                ('lo', models.DecimalField(decimal_places=3, max_digits=24)),
                ('hi', models.DecimalField(decimal_places=3, max_digits=24)),
                ('lo_open', models.BigIntegerField()),
                ('hi_open', models.BigIntegerField()),
                ('commune', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('measure', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.measure')),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.heading')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('measure', 'month', 'commune', 'programme'), name='tally_cell', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('lo', models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ('hi', models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ('word', models.CharField(blank=True, max_length=16)),
                ('tx', chungtay.journal.models.books.TransactionId(db_default=chungtay.journal.models.books.CurrentTransaction(), editable=False)),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='journal.entry')),
                ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('programme', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.heading')),
                ('subject', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
                ('voids', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='voided_by', to='journal.line')),
                ('within', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contains', to='journal.line')),
                ('measure', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.measure')),
            ],
            options={
                'indexes': [models.Index(fields=['measure', 'at'], include=('place', 'programme', 'lo', 'hi', 'word', 'voids'), name='line_measure_at'), models.Index(fields=['tx'], name='line_tx'), models.Index(fields=['entry'], name='line_entry'), models.Index(condition=models.Q(('within__isnull', False)), fields=['within'], name='line_within'), models.Index(condition=models.Q(('voids__isnull', True), ('within__isnull', False)), fields=['measure', 'at'], include=('id', 'within', 'place', 'programme', 'lo', 'hi', 'word'), name='line_nested'), models.Index(condition=models.Q(('subject__isnull', False)), fields=['subject', 'measure'], name='line_subject')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('voids__isnull', False)), fields=('voids',), name='line_voided_once'), models.CheckConstraint(condition=models.Q(('lo__lte', models.F('hi'))), name='line_lo_not_above_hi'), models.CheckConstraint(condition=models.Q(('lo__gte', 0), ('lo__lt', 1000000000000000)), name='line_lo_is_a_count'), models.CheckConstraint(condition=models.Q(('hi__gte', 0), ('hi__lt', 1000000000000000)), name='line_hi_is_a_count'), models.CheckConstraint(condition=models.Q(('at__gte', '1900-01-01T00:00Z'), ('at__lt', '2200-01-01T00:00Z')), name='line_at_sane'), models.CheckConstraint(condition=models.Q(('within', models.F('id')), ('voids', models.F('id')), _connector='OR', _negated=True), name='line_not_about_itself')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60)),
                ('text', models.TextField(max_length=2000)),
                ('answers', models.JSONField(default=list)),
                ('urgent', models.BooleanField(default=False, help_text='Goes before bulk.')),
                ('first', models.BooleanField(default=False, help_text='Its recipient spoke, and waits for it.')),
                ('expires_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='journal.entry')),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.actor')),
            ],
            options={
                'indexes': [models.Index(fields=['recipient', '-id'], name='message_recipient')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Waiting',
            fields=[
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='waiting', serialize=False, to='journal.message')),
                ('first', models.BooleanField()),
                ('urgent', models.BooleanField()),
            ],
            options={
                'indexes': [models.Index(fields=['-first', '-urgent', 'message'], name='message_waiting')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='line',
            trigger=pgtrigger.compiler.Trigger(name='repeats_the_voided', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."voids_id" IS NOT NULL OR NEW."within_id" IS NOT NULL)', func="\n    IF NEW.voids_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM journal_line v WHERE v.id = NEW.voids_id AND v.voids_id IS NULL\n          AND v.measure_id = NEW.measure_id AND v.at = NEW.at AND v.place_id = NEW.place_id\n          AND v.programme_id IS NOT DISTINCT FROM NEW.programme_id\n          AND v.subject_id IS NOT DISTINCT FROM NEW.subject_id\n          AND v.within_id IS NOT DISTINCT FROM NEW.within_id\n          AND v.lo IS NOT DISTINCT FROM NEW.lo AND v.hi IS NOT DISTINCT FROM NEW.hi\n    ) THEN\n        RAISE EXCEPTION 'line_void_repeats: a voiding line repeats the line it voids, once'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.within_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM journal_line w WHERE w.id = NEW.within_id AND w.voids_id IS NULL\n          AND w.measure_id = NEW.measure_id\n    ) THEN\n        RAISE EXCEPTION 'line_within_same_measure: a line lies within a line of its own measure'\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='66b3a549eaeaa4fd8f59539f318f707470af9339', operation='INSERT', pgid='pgtrigger_repeats_the_voided_27695', table='journal_line', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='message',
            trigger=pgtrigger.compiler.Trigger(name='message_waits', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    INSERT INTO journal_waiting (message_id, first, urgent) SELECT id, first, urgent FROM said;\n    RETURN NULL;\n', hash='e703cc525cf1123d6a8a075f56fb9066c4a7a147', level='STATEMENT', operation='INSERT', pgid='pgtrigger_message_waits_b6602', referencing='REFERENCING NEW TABLE AS said ', table='journal_message', when='AFTER')),
        ),
    ]
