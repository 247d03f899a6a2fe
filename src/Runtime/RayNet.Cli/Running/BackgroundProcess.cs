using System.Collections;
using System.Globalization;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Server.Processes;

namespace RayNet.Cli.Running;

/// <summary>Starts this command again, with the same arguments and <c>--block</c>, in a session of its own, and waits until it is ready.</summary>
internal static class BackgroundProcess
{
    private const int KeptLogs = 20;
    private const int ShownLines = 10;

    internal static async Task<ProcessRecord> StartAsync(string[] args, string? token, ProcessOptions options, TimeSpan timeout, CancellationToken cancellationToken)
    {
        SecretFile.CreateDirectory(options.SessionRoot);
        string log = NewLog(options);
        using StartChannel channel = StartChannel.Listen(options.SessionRoot);
        ChildProcess child = ProcessSpawner.Start(CreateRequest(args, token, log, channel));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        Task<StartReport?> receiving = channel.ReceiveAsync(limit.Token);
        Task ended = await Task.WhenAny(receiving, child.Exited).ConfigureAwait(false);
        if (ended == child.Exited && !receiving.IsCompleted)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            throw new RayException(RayErrorCode.Unknown, $"The process ended while it started: {await child.Exited.ConfigureAwait(false)}. {LastLines(log)}");
        }

        try
        {
            return await receiving.ConfigureAwait(false) switch
            {
                { Record: { } record } => record,
                { Error: { } error, ErrorCode: var code } => throw new RayException((RayErrorCode)code, error),
                _ => throw new RayException(RayErrorCode.Unknown, $"The process did not say whether it started. {LastLines(log)}"),
            };
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            await child.Exited.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new RayException(RayErrorCode.Unknown, $"The process was not ready within {timeout.TotalSeconds:0.#} s, and was ended. Wait longer with --timeout. {LastLines(log)}");
        }
    }

    private static SpawnRequest CreateRequest(string[] args, string? token, string log, StartChannel channel)
    {
        var environment = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? string.Empty;
        }

        environment[StartChannel.Variable] = channel.Path;
        environment[StartChannel.LogVariable] = log;
        if (token is not null)
        {
            // Everybody on the machine can read arguments, and only the user the environment.
            environment[ClusterEnvironment.Token] = token;
        }

        (string file, string[] first) = OwnCommand();
        return new SpawnRequest
        {
            FileName = file,
            Arguments = [.. first, .. WithoutToken(args), "--block"],
            Environment = environment,
            WorkingDirectory = Environment.CurrentDirectory,
            OutputFile = log,
            ErrorFile = log,
        };
    }

    /// <summary>How this command is started: by its own binary, or by the dotnet host.</summary>
    private static (string File, string[] Arguments) OwnCommand()
    {
        string path = Environment.ProcessPath ?? throw new RayException(RayErrorCode.Unknown, "The command does not know its own path. Start it with --block.");
        return Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? (path, ["exec", Path.Combine(AppContext.BaseDirectory, "raynet.dll")])
            : (path, []);
    }

    private static IEnumerable<string> WithoutToken(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == Commands.StartOptions.TokenOption)
            {
                i++;
            }
            else if (!args[i].StartsWith(Commands.StartOptions.TokenOption + "=", StringComparison.Ordinal) && !args[i].StartsWith(Commands.StartOptions.TokenOption + ":", StringComparison.Ordinal))
            {
                yield return args[i];
            }
        }
    }

    private static string NewLog(ProcessOptions options)
    {
        string folder = Path.Combine(options.SessionRoot, "logs");
        Directory.CreateDirectory(folder);
        foreach (string old in Directory.EnumerateFiles(folder, "*.log").OrderByDescending(File.GetLastWriteTimeUtc).Skip(KeptLogs))
        {
            File.Delete(old);
        }

        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{(options.Head is null ? ProcessRecord.Head : ProcessRecord.Node)}-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}.log"));
    }

    private static string LastLines(string log)
    {
        try
        {
            string[] lines = File.ReadAllLines(log);
            return lines.Length == 0 ? $"Its log '{log}' is empty." : $"Its log '{log}' ends with: {string.Join(" | ", lines.TakeLast(ShownLines))}";
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
