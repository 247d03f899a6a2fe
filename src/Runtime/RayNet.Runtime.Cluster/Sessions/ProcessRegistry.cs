using System.Globalization;
using System.Text.Json;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Sessions;

/// <summary>The heads and nodes of one session folder, one file each, which only their user may read. What does not run any more is not listed.</summary>
internal sealed class ProcessRegistry(string root)
{
    private const string Pattern = "raynet-*.json";

    /// <summary>The folder.</summary>
    internal string Root => root;

    /// <summary>What runs, heads first, then by start.</summary>
    internal IReadOnlyList<ProcessRecord> List()
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        SecretFile.CheckDirectory(root);
        var running = new List<ProcessRecord>();
        foreach (string file in Directory.EnumerateFiles(root, Pattern))
        {
            if (Read(file) is { } record && record.Identity is { Pid: > 0 } identity && identity.IsRunning)
            {
                running.Add(record);
            }
        }

        return [.. running.OrderBy(static record => record.Role == ProcessRecord.Head ? 0 : 1).ThenBy(static record => record.StartedAt)];
    }

    /// <summary>The head that runs here, if one does.</summary>
    internal ProcessRecord? FindHead() => List().FirstOrDefault(static record => record.Role == ProcessRecord.Head);

    /// <summary>Writes a process down. A head is refused where another one runs.</summary>
    /// <exception cref="InvalidOptionException">Another head runs in this folder.</exception>
    internal async Task AddAsync(ProcessRecord record, TimeProvider time, CancellationToken cancellationToken)
    {
        FileStream held = await SessionLocks.AcquireRootAsync(root, time, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            if (record.Role == ProcessRecord.Head && FindHead() is { } other && other.Identity != record.Identity)
            {
                throw HeadRuns(other);
            }

            SecretFile.Write(FileOf(record.Identity.Pid), JsonSerializer.Serialize(record, SessionJson.Default.ProcessRecord) + "\n");
        }
    }

    /// <summary>The error of a second head.</summary>
    internal InvalidOptionException HeadRuns(ProcessRecord head) =>
        new($"A head runs already at {head.Address} (process {head.Identity.Pid}, session folder '{root}'). Stop it with 'raynet stop', or give this one another folder with --session-dir and another port with --port.");

    /// <summary>Removes a process that has ended.</summary>
    internal void Remove(int pid)
    {
        try
        {
            File.Delete(FileOf(pid));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is not listed anyway, since the process does not run.
        }
    }

    private static ProcessRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(SecretFile.Read(file), SessionJson.Default.ProcessRecord);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOptionException)
        {
            // Half a file, or one that others could have written.
            return null;
        }
    }

    private string FileOf(int pid) => Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"raynet-{pid}.json"));
}
