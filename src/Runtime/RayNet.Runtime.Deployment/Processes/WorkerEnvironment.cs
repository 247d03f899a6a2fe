using System.Collections;
using System.Globalization;
using RayNet.Runtime.Deployment.Logs;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>What a worker is told by its node, through variables of its environment.</summary>
/// <param name="Node">The process that it lives and dies with.</param>
/// <param name="LogFolder">Where its output goes.</param>
/// <param name="LogRotation">How its output is cut into files.</param>
/// <param name="Settings">What else it has to know.</param>
internal sealed record WorkerEnvironment(ProcessIdentity Node, string LogFolder, LogRotationOptions LogRotation, IReadOnlyDictionary<string, string> Settings)
{
    private const string Marker = "RAYNET_WORKER";
    private const string NodeName = "RAYNET_WORKER_NODE";
    private const string LogFolderName = "RAYNET_WORKER_LOGS";
    private const string LogBytesName = "RAYNET_WORKER_LOG_BYTES";
    private const string LogFilesName = "RAYNET_WORKER_LOG_FILES";
    private const string SettingPrefix = "RAYNET_WORKER_SET_";

    /// <summary>Whether this process was started as a worker: a program that is its own worker asks before it does anything else.</summary>
    internal static bool IsWorker => Environment.GetEnvironmentVariable(Marker) is { Length: > 0 };

    internal static void Write(WorkerStart start, Dictionary<string, string> variables)
    {
        variables[Marker] = "1";
        variables[NodeName] = ProcessIdentity.Current.ToString();
        variables[LogFolderName] = start.LogFolder;
        variables[LogBytesName] = start.LogRotation.MaxBytes.ToString(CultureInfo.InvariantCulture);
        variables[LogFilesName] = start.LogRotation.MaxFiles.ToString(CultureInfo.InvariantCulture);
        foreach ((string name, string value) in start.Settings)
        {
            variables[SettingPrefix + name] = value;
        }
    }

    /// <summary>Reads the variables and removes them, so that what the user's code starts does not inherit secrets and take itself for a worker.</summary>
    /// <exception cref="InvalidOptionException">This process was not started by a node.</exception>
    internal static WorkerEnvironment Take()
    {
        if (!IsWorker || !ProcessIdentity.TryParse(Environment.GetEnvironmentVariable(NodeName) ?? string.Empty, out ProcessIdentity node))
        {
            throw new InvalidOptionException("This program is a worker of RayNet, which nodes start. Start a program that calls Ray.InitAsync, or 'raynet start'.");
        }

        string logFolder = Environment.GetEnvironmentVariable(LogFolderName) ?? Path.GetTempPath();
        var rotation = new LogRotationOptions { MaxBytes = Number(LogBytesName), MaxFiles = (int)Number(LogFilesName) };
        // Plain loops: this is on the way of every start, where what has to be compiled counts.
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (name.StartsWith(Marker, StringComparison.Ordinal))
            {
                Environment.SetEnvironmentVariable(name, null);
                if (name.StartsWith(SettingPrefix, StringComparison.Ordinal))
                {
                    settings[name[SettingPrefix.Length..]] = (string?)variable.Value ?? string.Empty;
                }
            }
        }

        return new WorkerEnvironment(node, logFolder, rotation, settings);
    }

    /// <summary>What every worker does first: it ends with its node, and its output goes to files that do not grow for ever.</summary>
    internal void Apply()
    {
        WorkerConsole console = WorkerConsole.Install(LogFolder, LogRotation);
        ParentWatch.Start(Node, onEnded: null, console.Look);
    }

    private static long Number(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
