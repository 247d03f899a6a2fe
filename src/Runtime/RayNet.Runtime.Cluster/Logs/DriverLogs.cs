using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Logs;

namespace RayNet.Runtime.Cluster.Logs;

/// <summary>Prints in the driver what its workers print, as fast as the console takes it.</summary>
internal sealed class DriverLogs
{
    /// <summary>How long the end waits for a console that does not take the rest.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly INodeApi _node;
    private readonly TimeProvider _time;
    private readonly TextWriter _error;
    private readonly Task _printing;

    private DriverLogs(INodeApi node, TimeProvider time)
    {
        _node = node;
        _time = time;
        _error = Console.Error;
        var printer = new DriverLogPrinter(Console.Out, _error);
        _printing = Task.Run(() => PrintAsync(printer));
    }

    /// <summary>Starts to print, unless the driver is not to.</summary>
    internal static DriverLogs? Start(RayOptions options, INodeApi node) => options.LogToDriver ? new DriverLogs(node, options.TimeProvider) : null;

    /// <summary>Prints what the workers have printed by now, before the link to the node goes.</summary>
    internal async Task EndAsync()
    {
        bool isComplete = false;
        try
        {
            isComplete = await _node.EndLogsAsync().AsTask().WaitAsync(EndLimit, _time).ConfigureAwait(false);
            await _printing.WaitAsync(EndLimit, _time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or RayException)
        {
            // The node is gone, which the driver has been told.
            return;
        }
        catch (TimeoutException)
        {
            isComplete = false;
        }

        if (!isComplete)
        {
            await _error.WriteLineAsync("[raynet: not all that the workers have printed came in time; the rest is in the logs of their nodes]").ConfigureAwait(false);
        }
    }

    private async Task PrintAsync(DriverLogPrinter printer)
    {
        try
        {
            bool isLast = false;
            while (!isLast)
            {
                LogPage page = await _node.ReadLogsAsync().ConfigureAwait(false);
                foreach (LogLines lines in page.Batches)
                {
                    printer.Print(lines);
                }

                isLast = page.IsLast;
            }
        }
        catch (Exception exception) when (exception is IOException or RayException or OperationCanceledException or ObjectDisposedException)
        {
            // The node is gone, or the console.
        }
    }
}
