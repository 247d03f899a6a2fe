using System.Diagnostics;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>A child where <see cref="PosixSpawn"/> is missing (Windows): this process copies its output into the files.</summary>
internal sealed class PortableChild : ChildProcess
{
    private readonly Process _process;
    private readonly FileStream _output;
    private readonly FileStream _error;

    private PortableChild(Process process, FileStream output, FileStream error)
        : base(process.Id)
    {
        _process = process;
        _output = output;
        _error = error;
    }

    internal static PortableChild Start(SpawnRequest request)
    {
        var start = new ProcessStartInfo(request.FileName, request.Arguments)
        {
            WorkingDirectory = request.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        if (OperatingSystem.IsWindows())
        {
            start.CreateNewProcessGroup = true;
        }

        start.Environment.Clear();
        foreach ((string name, string value) in request.Environment)
        {
            start.Environment[name] = value;
        }

        FileStream output = OpenLog(request.OutputFile);
        FileStream error = request.ErrorFile == request.OutputFile ? output : OpenLog(request.ErrorFile);
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return new PortableChild(process, output, error);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            output.Dispose();
            error.Dispose();
            throw new WorkerCrashedException($"The process '{request.FileName}' could not be started: {exception.Message} Check that it exists, may be executed, and is built for this machine.", exception);
        }
    }

    internal override bool Terminate() => Kill();

    internal override bool Kill()
    {
        try
        {
            bool running = !_process.HasExited;
            _process.Kill(entireProcessTree: true);
            return running;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private protected override void Watch() => _ = RunAsync();

    /// <summary>Others may read and rename it meanwhile.</summary>
    private static FileStream OpenLog(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private async Task RunAsync()
    {
        await using (_output.ConfigureAwait(false))
        {
            await using (_error.ConfigureAwait(false))
            {
                await Task.WhenAll(
                    _process.StandardOutput.BaseStream.CopyToAsync(_output),
                    _process.StandardError.BaseStream.CopyToAsync(_error),
                    _process.WaitForExitAsync()).ConfigureAwait(false);
            }
        }

        Complete(new ProcessExit(Pid, _process.ExitCode, null));
    }
}
