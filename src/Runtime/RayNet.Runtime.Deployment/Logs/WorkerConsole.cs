using System.Text;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>
/// The console of a worker: writes to log files that are cut by size. The platform's own console keeps a duplicate of the descriptor and
/// would go on writing to the first file.
/// </summary>
internal static class WorkerConsole
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private static ITimer? s_timer;

    internal static void Install(string folder, LogRotationOptions options, TimeProvider clock)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var output = new RotatingDescriptor(folder, LogStreamKind.Output, options);
        var error = new RotatingDescriptor(folder, LogStreamKind.Error, options);
        Console.SetOut(new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
        Console.SetError(new StreamWriter(error, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
        if (options.MaxBytes > 0)
        {
            ITimer timer = clock.CreateTimer(
                _ =>
                {
                    output.Look();
                    error.Look();
                },
                null,
                LookInterval,
                LookInterval);
            Interlocked.Exchange(ref s_timer, timer)?.Dispose();
        }
    }
}
