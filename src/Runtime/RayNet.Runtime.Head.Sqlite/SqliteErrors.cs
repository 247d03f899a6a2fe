using Microsoft.Data.Sqlite;

namespace RayNet.Runtime.Head.Sqlite;

/// <summary>What SQLite says, with the file and what to do.</summary>
internal static class SqliteErrors
{
    internal const string Remedy = "Restore it from a copy, or move it away to start a new cluster.";

    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    internal static RayException Translate(SqliteException exception, string path) => new(RayErrorCode.HeadStoreFailed, exception.SqliteErrorCode switch
    {
        Busy => $"The head's database '{path}' is in use by another process: a head that runs, or a tool that has it open. Stop that one, or choose another file with --storage sqlite:PATH.",
        Corrupt => $"The head's database '{path}' is damaged: {exception.Message} {Remedy}",
        NoDatabase => $"The file '{path}' is not a SQLite database. Choose another file with --storage sqlite:PATH.",
        ReadOnly or CannotOpen => $"The head's database '{path}' cannot be opened for writing: {exception.Message} Check that its folder exists and belongs to the user that runs the head.",
        Full => $"The head's database '{path}' cannot grow: the disk is full. Free some space; the head goes on by itself.",
        InputOutput => $"The head's database '{path}' cannot be read or written: {exception.Message} Check the disk.",
        _ => $"The head's database '{path}' failed: {exception.Message}",
    }, exception);
}
