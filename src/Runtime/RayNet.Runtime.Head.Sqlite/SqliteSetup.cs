using System.Globalization;
using Microsoft.Data.Sqlite;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Sqlite;

/// <summary>Opens a database of the head: makes it, or checks that it is one that this version reads.</summary>
internal static class SqliteSetup
{
    /// <summary>"RayN": the file is a head's, and not just any database.</summary>
    private const int ApplicationId = 0x5261794E;

    internal static SqliteConnection Connect(string path)
    {
        CreateFile(path);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            Prepare(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        // Exclusive, before anything is read: no second head, and no shared memory beside the file.
        Run(connection, "PRAGMA locking_mode = EXCLUSIVE");
        long application = Ask(connection, "PRAGMA application_id");
        long format = Ask(connection, "PRAGMA user_version");
        bool isNew = Ask(connection, "SELECT count(*) FROM sqlite_master") == 0 && application == 0;
        if (!isNew)
        {
            Check(connection, path, application, format);
        }

        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");

        // Variables of jobs may be secrets: what was removed is overwritten.
        Run(connection, "PRAGMA secure_delete = ON");
        using (SqliteTransaction transaction = connection.BeginTransaction(deferred: false))
        {
            if (isNew)
            {
                Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"), transaction);
                Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {RecordCodec.Format}"), transaction);
                Run(connection, "CREATE TABLE records(kind INTEGER NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY(kind, key))", transaction);
            }

            transaction.Commit();
        }
    }

    private static void Check(SqliteConnection connection, string path, long application, long format)
    {
        if (application != ApplicationId)
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"'{path}' is a SQLite database of another program, and not a head's. Choose another file with --storage sqlite:PATH.");
        }

        if (format > RecordCodec.Format)
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database '{path}' was written by a newer version of RayNet (format {format}; this version reads up to {RecordCodec.Format}). Start that version, or choose another file with --storage sqlite:PATH.");
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        string found = command.ExecuteScalar() as string ?? "no answer";
        if (found != "ok")
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database '{path}' is damaged: {found}. {SqliteErrors.Remedy}");
        }
    }

    /// <summary>Makes the file itself: SQLite would let others read it.</summary>
    private static void CreateFile(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database '{path}' cannot be made: {exception.Message} Check that its folder exists and belongs to the user that runs the head.", exception);
        }
    }

    private static long Ask(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Run(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
