using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Head.Sqlite;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Server.Processes;

/// <summary>Where a head keeps its tables.</summary>
/// <param name="IsMemory">Whether they end with the head.</param>
/// <param name="Path">The file of the SQLite database; empty for the one in the folder of runs.</param>
internal sealed record HeadStorage(bool IsMemory, string Path)
{
    internal static readonly HeadStorage Memory = new(IsMemory: true, string.Empty);
    internal static readonly HeadStorage Default = new(IsMemory: false, string.Empty);

    private const string MemoryName = "memory";
    private const string SqliteName = "sqlite";
    private const string FileName = "head.db";

    /// <summary>Reads <c>memory</c>, <c>sqlite</c> or <c>sqlite:PATH</c>.</summary>
    /// <exception cref="InvalidOptionException">It is none of them.</exception>
    internal static HeadStorage Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Equals(SqliteName, StringComparison.OrdinalIgnoreCase))
        {
            return Default;
        }

        if (text.Equals(MemoryName, StringComparison.OrdinalIgnoreCase))
        {
            return Memory;
        }

        return text.StartsWith(SqliteName + ":", StringComparison.OrdinalIgnoreCase) && text.Length > SqliteName.Length + 1
            ? new HeadStorage(IsMemory: false, text[(SqliteName.Length + 1)..])
            : throw new InvalidOptionException($"'{text}' is no storage of a head. Use memory, sqlite, or sqlite:PATH.");
    }

    internal IHeadStore Open(string root) => IsMemory ? new MemoryHeadStore() : SqliteHeadStore.Open(FindFile(root));

    private string FindFile(string root)
    {
        string file = System.IO.Path.GetFullPath(Path.Length > 0 ? Path : System.IO.Path.Combine(root, FileName));
        try
        {
            if (System.IO.Path.GetDirectoryName(file) is { } folder && !Directory.Exists(folder))
            {
                SecretFile.CreateDirectory(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RayException(RayErrorCode.HeadStoreFailed, $"The folder of the head's database '{file}' cannot be made: {exception.Message} Choose another file with --storage sqlite:PATH.", exception);
        }

        return file;
    }
}
