using System.Text;

namespace RayNet.Runtime.Deployment.Logs;

/// <summary>
/// The console of a worker: writes to log files that are cut by size. The platform's own console keeps a duplicate of the descriptor and
/// would go on writing to the first file.
/// </summary>
internal sealed class WorkerConsole
{
    private readonly RotatingDescriptor? _output;
    private readonly RotatingDescriptor? _error;

    private WorkerConsole(RotatingDescriptor? output, RotatingDescriptor? error)
    {
        _output = output;
        _error = error;
    }

    internal static WorkerConsole Install(string folder, LogRotationOptions options)
    {
        if (OperatingSystem.IsWindows())
        {
            return new WorkerConsole(null, null);
        }

        var output = new RotatingDescriptor(folder, LogStreamKind.Output, options);
        var error = new RotatingDescriptor(folder, LogStreamKind.Error, options);
        Console.SetOut(WriterOf(output));
        Console.SetError(WriterOf(error));
        return new WorkerConsole(output, error);
    }

    /// <summary>Cuts what native code made large. Called every few seconds.</summary>
    internal void Look()
    {
        _output?.Look();
        _error?.Look();
    }

    private static StreamWriter WriterOf(RotatingDescriptor descriptor) =>
        new(descriptor, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
