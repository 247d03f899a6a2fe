using MessagePack;
using Npgsql;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Shared.Leases;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Postgres;

/// <summary>Tables and lease in a PostgreSQL database. A commit is one transaction, whose last statement is the comparison of the term.</summary>
internal sealed class PostgresBackend : ILeaseBackend
{
    /// <summary>Seconds that reading the tables may take: many of them take longer than a lease, which is renewed meanwhile.</summary>
    private const int LoadLimit = 60;

    private readonly NpgsqlDataSource _source;
    private readonly string _where;

    private PostgresBackend(NpgsqlDataSource source, string where)
    {
        _source = source;
        _where = where;
    }

    /// <summary>Connects, and makes the tables where there are none.</summary>
    /// <exception cref="RayException"><see cref="RayErrorCode.HeadStoreFailed"/>: it cannot be reached, or was written by a newer version.</exception>
    internal static async Task<PostgresBackend> OpenAsync(NpgsqlConnectionStringBuilder settings, LeaseTimes times, CancellationToken cancellationToken)
    {
        // Starting may take as long as it takes; nobody waits for this head yet.
        var starting = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false };

        // Whoever waits for longer than a lease has lost it anyway. A head that was stopped in a transaction must not hold its locks.
        int seconds = Math.Max(1, (int)Math.Ceiling(times.Duration.TotalSeconds));
        settings.Timeout = Math.Min(settings.Timeout, Math.Max(seconds, 2));
        settings.CommandTimeout = Math.Min(settings.CommandTimeout, seconds);
        settings.KeepAlive = seconds;
        settings.ApplicationName ??= "raynet";
        settings.Options = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{settings.Options} -c idle_in_transaction_session_timeout={seconds}s -c synchronous_commit=on").Trim();
        string where = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}/{settings.Database}");
        try
        {
            await PostgresSetup.PrepareAsync(starting, where, cancellationToken).ConfigureAwait(false);
            return new PostgresBackend(NpgsqlDataSource.Create(settings), where);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database at {where} cannot be used: {exception.Message} Check the address, the user's rights, and that the server runs.", exception);
        }
    }

    public IReadOnlyList<RecordChange> Load()
    {
        List<RecordChange> records = [];
        using NpgsqlCommand command = _source.CreateCommand("SELECT kind, key, value FROM raynet_records ORDER BY kind, key");
        command.CommandTimeout = LoadLimit;
        using NpgsqlDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            var table = (RecordTable)reader.GetInt32(0);
            byte[] key = reader.GetFieldValue<byte[]>(1);
            string name = System.Text.Encoding.UTF8.GetString(key);
            try
            {
                records.Add(new RecordChange(table, name, RecordCodec.Decode(table, reader.GetFieldValue<byte[]>(2))));
            }
            catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException)
            {
                throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database at {_where} is damaged: record '{name}' of table {table} cannot be read ({exception.Message}). Restore it from a copy, or give another database with --storage.", exception);
            }
        }

        return records;
    }

    public bool Commit(long term, IReadOnlyList<RecordChange> changes)
    {
        using NpgsqlConnection connection = _source.OpenConnection();

        // Without a transaction of its own a batch is one, and goes to the server in one piece: a head that is stopped in between leaves none open.
        using var batch = new NpgsqlBatch(connection);
        foreach (RecordChange change in LastOfEach(changes))
        {
            batch.BatchCommands.Add(Write(change));
        }

        // The row is locked until the commit, so that a new term begins before or after it. A term that is over divides by 0, which undoes all.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("WITH leader AS (SELECT 1 FROM raynet_leader WHERE term = $1 FOR UPDATE) SELECT 1 / count(*) FROM leader") { Parameters = { new() { Value = term } } });
        try
        {
            batch.ExecuteNonQuery();
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            return false;
        }
        catch (PostgresException exception) when (exception.SqlState.StartsWith("53", StringComparison.Ordinal) || exception.SqlState.StartsWith("25", StringComparison.Ordinal) || exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // The server has undone the transaction: no space, a server that only reads, no right.
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database at {_where} refused a change: {exception.MessageText}", exception);
        }
    }

    public async Task<LeaseState> TakeAsync(Guid holder, string address, TimeSpan duration, CancellationToken cancellationToken)
    {
        const string Take = """
            UPDATE raynet_leader SET
              term = CASE WHEN holder = $1 THEN term ELSE term + 1 END,
              holder = $1, address = $2, expires = clock_timestamp() + $3
            WHERE holder = $1 OR holder IS NULL OR expires < clock_timestamp()
            """;
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var take = new NpgsqlCommand(Take, connection) { Parameters = { new() { Value = holder }, new() { Value = address }, new() { Value = duration } } };
            await using (take.ConfigureAwait(false))
            {
                await take.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            var ask = new NpgsqlCommand("SELECT holder, address, term FROM raynet_leader", connection);
            await using (ask.ConfigureAwait(false))
            {
                NpgsqlDataReader reader = await ask.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                    return new LeaseState(await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? Guid.Empty : reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2));
                }
            }
        }
    }

    public async Task ReleaseAsync(Guid holder, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = _source.CreateCommand("UPDATE raynet_leader SET holder = NULL, address = '' WHERE holder = $1");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new() { Value = holder });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<string>> AnnounceAsync(string address, TimeSpan lately, CancellationToken cancellationToken)
    {
        const string Announce = """
            WITH own AS (INSERT INTO raynet_heads(address, seen) VALUES($1, clock_timestamp()) ON CONFLICT(address) DO UPDATE SET seen = excluded.seen)
            SELECT address FROM raynet_heads WHERE seen > clock_timestamp() - $2 OR address = $1
            """;
        NpgsqlCommand command = _source.CreateCommand(Announce);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new() { Value = address });
            command.Parameters.Add(new() { Value = lately });
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<string> heads = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    heads.Add(reader.GetString(0));
                }

                return heads;
            }
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Changes of one record follow each other; only the last one counts.</summary>
    private static IEnumerable<RecordChange> LastOfEach(IReadOnlyList<RecordChange> changes)
    {
        if (changes.Count == 1)
        {
            return changes;
        }

        Dictionary<(RecordTable, string), RecordChange> last = [];
        foreach (RecordChange change in changes)
        {
            last[(change.Table, change.Key)] = change;
        }

        return last.Values;
    }

    private static NpgsqlBatchCommand Write(RecordChange change)
    {
        // Keys hold characters that text in PostgreSQL does not.
        byte[] key = System.Text.Encoding.UTF8.GetBytes(change.Key);
        return change.Record is null
            ? new NpgsqlBatchCommand("DELETE FROM raynet_records WHERE kind = $1 AND key = $2") { Parameters = { new() { Value = (int)change.Table }, new() { Value = key } } }
            : new NpgsqlBatchCommand("INSERT INTO raynet_records(kind, key, value) VALUES($1, $2, $3) ON CONFLICT(kind, key) DO UPDATE SET value = excluded.value")
            {
                Parameters = { new() { Value = (int)change.Table }, new() { Value = key }, new() { Value = RecordCodec.Encode(change) } },
            };
    }
}
