using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RayNet.Cli.Commands;
using RayNet.Cli.Output;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Server.Heads;
using RayNet.Runtime.Server.Processes;

namespace RayNet.Cli.Running;

/// <summary>Runs a head or a node in this process until it is told to stop, or ends by itself.</summary>
internal static class ForegroundProcess
{
    private const string LevelVariable = "RAYNET_LOG_LEVEL";

    /// <param name="screen">Where to say that it runs.</param>
    /// <param name="read">Reads the options; takes the log file.</param>
    /// <param name="stop">A signal.</param>
    internal static async Task<int> RunAsync(Screen screen, Func<string, ProcessOptions> read, CancellationToken stop)
    {
        string log = Environment.GetEnvironmentVariable(StartChannel.LogVariable) ?? string.Empty;
        ReturningProcess? process = null;
        SharedHead? shared = null;
        var services = new ServiceCollection();
        services.AddLogging(Configure);
        ServiceProvider provider = services.BuildServiceProvider();
        await using ConfiguredAsyncDisposable disposal = provider.ConfigureAwait(false);
        try
        {
            ProcessOptions options = read(log);
            ILoggerFactory logging = provider.GetRequiredService<ILoggerFactory>();
            if (options.Shared is null)
            {
                process = await ReturningProcess.StartAsync(options, TimeProvider.System, logging, stop).ConfigureAwait(false);
            }
            else
            {
                shared = await SharedHead.StartAsync(options, TimeProvider.System, logging, stop).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The command that waits says it to the user; the log has it from the caller.
            await StartChannel.SendAsync(new StartReport { Error = exception.Message, ErrorCode = (int)((exception as RayException)?.Code ?? RayErrorCode.Unknown) }).ConfigureAwait(false);
            throw;
        }

        ProcessRecord record = process?.Current.Record ?? shared!.Record;
        await StartChannel.SendAsync(new StartReport { Record = record }).ConfigureAwait(false);
        if (log.Length == 0)
        {
            StartCommand.Tell(screen, record);
        }

        if (shared is not null)
        {
            return await WaitAsync(screen, record.Role, shared.Ended, shared.StopAsync, stop).ConfigureAwait(false);
        }

        await using (process!.ConfigureAwait(false))
        {
            return await WaitAsync(screen, record.Role, process!.Ended, process.StopAsync, stop).ConfigureAwait(false);
        }
    }

    private static async Task<int> WaitAsync(Screen screen, string role, Task<string> ended, Func<string, Task> end, CancellationToken stop)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), signal);
        if (await Task.WhenAny(signal.Task, ended).ConfigureAwait(false) == signal.Task)
        {
            await end($"The {role} was stopped.").ConfigureAwait(false);
            return ExitCodes.Done;
        }

        string reason = await ReasonAsync(ended).ConfigureAwait(false);
        await end(reason).ConfigureAwait(false);
        screen.Error($"The {(role == ProcessRecord.Head ? "head" : "node")} has ended: {reason}");
        return ExitCodes.Failed;
    }

    private static async Task<string> ReasonAsync(Task<string> ended)
    {
        try
        {
            return await ended.ConfigureAwait(false);
        }
        catch (RayException exception)
        {
            return exception.Message;
        }
    }

    private static void Configure(ILoggingBuilder logging)
    {
        LogLevel level = Enum.TryParse(Environment.GetEnvironmentVariable(LevelVariable), ignoreCase: true, out LogLevel given) ? given : LogLevel.Information;
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);

        // Its warnings come with every heartbeat of a head that is away, which the storage of the heads says once.
        logging.AddFilter("DotNext", level switch { <= LogLevel.Debug => LogLevel.Warning, < LogLevel.Error => LogLevel.Error, _ => level });
        logging.AddFilter("Grpc", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
    }
}
