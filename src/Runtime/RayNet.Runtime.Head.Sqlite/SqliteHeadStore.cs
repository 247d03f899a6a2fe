using MessagePack;
using Microsoft.Data.Sqlite;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Sqlite;

/// <summary>
/// Keeps the head's tables in one SQLite file that this process has to itself. What was committed survives the end of the process and of
/// the machine: the log is written ahead, and on disk before a commit returns.
/// </summary>
internal sealed class SqliteHeadStore : IHeadStore
{
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly Action<StorePoint>? _atPoint;
    private readonly SqliteCommand _set;
    private readonly SqliteCommand _remove;

    private SqliteHeadStore(SqliteConnection connection, string path, Action<StorePoint>? atPoint)
    {
        _connection = connection;
        _path = path;
        _atPoint = atPoint;
        _set = Prepare("INSERT INTO records(kind, key, value) VALUES($kind, $key, $value) ON CONFLICT(kind, key) DO UPDATE SET value = excluded.value", "$kind", "$key", "$value");
        _remove = Prepare("DELETE FROM records WHERE kind = $kind AND key = $key", "$kind", "$key");
    }

    public bool IsImmediate => false;

    /// <summary>Opens the database, or makes a new one.</summary>
    /// <param name="path">The file. Its folder has to exist.</param>
    /// <param name="atPoint">Called between the steps of a commit, for tests that end there.</param>
    /// <exception cref="RayException"><see cref="RayErrorCode.HeadStoreFailed"/>: it is in use, damaged, or of a newer version.</exception>
    internal static SqliteHeadStore Open(string path, Action<StorePoint>? atPoint = null)
    {
        path = Path.GetFullPath(path);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteSetup.Connect(path);
            return new SqliteHeadStore(connection, path, atPoint);
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw SqliteErrors.Translate(exception, path);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    public IReadOnlyList<RecordChange> Load()
    {
        List<RecordChange> records = [];
        try
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "SELECT kind, key, value FROM records ORDER BY kind, key";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                records.Add(Read((RecordTable)reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
            }

            return records;
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception, _path);
        }
    }

    public void Commit(IReadOnlyList<RecordChange> changes)
    {
        try
        {
            using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            _atPoint?.Invoke(StorePoint.Begun);
            foreach (RecordChange change in changes)
            {
                Write(change, transaction);
                _atPoint?.Invoke(StorePoint.Written);
            }

            _atPoint?.Invoke(StorePoint.BeforeCommit);
            transaction.Commit();
            _atPoint?.Invoke(StorePoint.Committed);
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception, _path);
        }
    }

    public void Dispose()
    {
        _set.Dispose();
        _remove.Dispose();
        _connection.Dispose();
    }

    private RecordChange Read(RecordTable table, string key, byte[] value)
    {
        try
        {
            return new RecordChange(table, key, RecordCodec.Decode(table, value));
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException)
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database '{_path}' is damaged: record '{key}' of table {table} cannot be read ({exception.Message}). {SqliteErrors.Remedy}", exception);
        }
    }

    private void Write(RecordChange change, SqliteTransaction transaction)
    {
        SqliteCommand command = change.Record is null ? _remove : _set;
        command.Transaction = transaction;
        command.Parameters[0].Value = (int)change.Table;
        command.Parameters[1].Value = change.Key;
        if (change.Record is not null)
        {
            command.Parameters[2].Value = RecordCodec.Encode(change);
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (string parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }
}
