using System.Globalization;
using System.Text;
using MessagePack;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Head.Logging;
using RayNet.Runtime.Head.Shared.Leases;
using RayNet.Runtime.Head.Storage;
using StackExchange.Redis;

namespace RayNet.Runtime.Head.Redis;

/// <summary>Tables and lease in Redis. A commit is one script, which begins with the comparison of the term.</summary>
internal sealed class RedisBackend : ILeaseBackend
{
    /// <summary>Records that are asked for at once: all of many take longer than an answer may.</summary>
    private const int Page = 500;

    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;
    private readonly string _where;

    private RedisBackend(ConnectionMultiplexer connection, string where)
    {
        _connection = connection;
        _database = connection.GetDatabase();
        _where = where;
    }

    /// <exception cref="RayException"><see cref="RayErrorCode.HeadStoreFailed"/>: it cannot be reached, or was written by a newer version.</exception>
    internal static async Task<RedisBackend> OpenAsync(ConfigurationOptions options, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        string where = string.Join(',', options.EndPoints.Select(static point => point.ToString()?.Replace("Unspecified/", string.Empty, StringComparison.Ordinal)));
        ConnectionMultiplexer? connection = null;
        try
        {
            connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancellationToken).ConfigureAwait(false);
            IDatabase database = connection.GetDatabase();
            await database.StringSetAsync(RedisScripts.Format, RecordCodec.Format, when: When.NotExists).ConfigureAwait(false);
            int format = (int)await database.StringGetAsync(RedisScripts.Format).ConfigureAwait(false);
            if (format > RecordCodec.Format)
            {
                throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's tables in Redis at {where} were written by a newer version of RayNet (format {format}; this version reads up to {RecordCodec.Format}). Start that version, or give another database with --storage.");
            }

            await WarnAsync(database, where, logging.CreateLogger("RayNet.Head")).ConfigureAwait(false);
            return new RedisBackend(connection, where);
        }
        catch (Exception exception)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is RedisException or TimeoutException)
            {
                throw new RayException(RayErrorCode.HeadStoreFailed, $"Redis at {where} cannot be used: {exception.Message} Check the address, the user's rights, and that the server runs.", exception);
            }

            throw;
        }
    }

    /// <summary>Nobody else changes them: the term of this head has begun. A page may repeat what another one had.</summary>
    public IReadOnlyList<RecordChange> Load() => [.. _database.HashScan(RedisScripts.Records, pageSize: Page).DistinctBy(static entry => entry.Name).Select(Read)];

    public bool Commit(long term, IReadOnlyList<RecordChange> changes)
    {
        RedisValue[] arguments = new RedisValue[1 + (2 * changes.Count)];
        arguments[0] = term.ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < changes.Count; i++)
        {
            RecordChange change = changes[i];
            arguments[1 + (2 * i)] = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)change.Table}:{change.Key}"));
            arguments[2 + (2 * i)] = change.Record is null ? RedisValue.EmptyString : RecordCodec.Encode(change);
        }

        try
        {
            return (int)_database.ScriptEvaluate(RedisScripts.Commit, [RedisScripts.Lease, RedisScripts.Records], arguments) == 1;
        }
        catch (RedisServerException exception) when (exception.Message.Contains("OOM", StringComparison.Ordinal) || exception.Message.Contains("READONLY", StringComparison.Ordinal) || exception.Message.Contains("MISCONF", StringComparison.Ordinal))
        {
            // Redis says so at the first write of a script.
            throw new RayException(RayErrorCode.HeadStoreFailed, $"Redis at {_where} refused a change: {exception.Message}", exception);
        }
    }

    public async Task<LeaseState> TakeAsync(Guid holder, string address, TimeSpan duration, CancellationToken cancellationToken)
    {
        string lease = (string?)await _database.ScriptEvaluateAsync(RedisScripts.Take, [RedisScripts.Lease, RedisScripts.Term], [holder.ToString("N"), address, (long)duration.TotalMilliseconds]).WaitAsync(cancellationToken).ConfigureAwait(false) ?? string.Empty;
        string[] parts = lease.Split('|', 3);
        return new LeaseState(Guid.Parse(parts[1]), parts[2], long.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    public Task ReleaseAsync(Guid holder, CancellationToken cancellationToken) =>
        _database.ScriptEvaluateAsync(RedisScripts.Release, [RedisScripts.Lease], [holder.ToString("N")]).WaitAsync(cancellationToken);

    public async Task<IReadOnlyList<string>> AnnounceAsync(string address, TimeSpan lately, CancellationToken cancellationToken)
    {
        RedisResult heads = await _database.ScriptEvaluateAsync(RedisScripts.Announce, [RedisScripts.Heads], [address, (long)lately.TotalMilliseconds]).WaitAsync(cancellationToken).ConfigureAwait(false);
        return [.. ((string?[]?)heads ?? []).OfType<string>()];
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private RecordChange Read(HashEntry entry)
    {
        string field = Encoding.UTF8.GetString((byte[])entry.Name!);
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        try
        {
            var table = (RecordTable)int.Parse(field[..colon], CultureInfo.InvariantCulture);
            return new RecordChange(table, field[(colon + 1)..], RecordCodec.Decode(table, (byte[])entry.Value!));
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's tables in Redis at {_where} are damaged: record '{field}' cannot be read ({exception.Message}). Restore them from a copy, or give another database with --storage.", exception);
        }
    }

    /// <summary>Redis keeps nothing on disk unless told to, and then by default up to a second late.</summary>
    private static async Task WarnAsync(IDatabase database, string where, ILogger logger)
    {
        try
        {
            string appends = await AskAsync("appendonly").ConfigureAwait(false);
            string flushes = await AskAsync("appendfsync").ConfigureAwait(false);
            if (appends != "yes" || flushes != "always")
            {
                logger.RedisForgets(where, $"appendonly {appends}, appendfsync {flushes}");
            }
        }
        catch (RedisServerException)
        {
            // The user may not ask; the guide says what has to be set.
        }

        async Task<string> AskAsync(string name) => (string?[]?)await database.ExecuteAsync("CONFIG", "GET", name).ConfigureAwait(false) is [_, { } value] ? value : "unknown";
    }
}
