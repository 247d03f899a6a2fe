using Microsoft.Extensions.Logging;
using RayNet.Runtime.Deployment.Logging;
using RayNet.Runtime.Deployment.Logs;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>Starts the workers of a node and tells of their ends.</summary>
/// <param name="session">Keeps a list of them for the case that this process is killed.</param>
/// <param name="logger">Where starts and ends are logged.</param>
internal sealed class WorkerLauncher(Session? session, ILogger logger)
{
    private long _started;

    /// <summary>A worker has ended. Called on a thread that waits for it, after <see cref="Start"/> has returned or at the same time.</summary>
    internal event Action<WorkerProcess, ProcessExit>? Exited;

    /// <summary>Starts a worker. Takes about a millisecond and blocks for it.</summary>
    /// <exception cref="WorkerCrashedException">It could not be started.</exception>
    /// <exception cref="BuildMismatchException">The program has no worker.</exception>
    internal WorkerProcess Start(WorkerStart start)
    {
        LaunchCommand command = LaunchCommand.ForWorker(start.App, start.WorkerAssembly, start.Arguments);
        Dictionary<string, string> variables = ProcessVariables.Create(start.EnvironmentVariables, quickStart: true);
        WorkerEnvironment.Write(start, variables);
        Directory.CreateDirectory(start.LogFolder);
        // Its id is not known before it runs.
        string starting = Path.Combine(start.LogFolder, $"starting-{Environment.ProcessId}-{Interlocked.Increment(ref _started)}");
        var request = new SpawnRequest
        {
            FileName = command.FileName,
            Arguments = command.Arguments,
            Environment = variables,
            WorkingDirectory = start.WorkingDirectory,
            OutputFile = starting + ".out",
            ErrorFile = starting + ".err",
        };
        WorkerProcess? worker = null;
        try
        {
            ProcessSpawner.Start(
                request,
                child => worker = Register(child, request, start.LogFolder),
                exit => OnExit(worker!, exit));
        }
        catch
        {
            File.Delete(request.OutputFile);
            File.Delete(request.ErrorFile);
            throw;
        }

        return worker!;
    }

    private WorkerProcess Register(ChildProcess child, SpawnRequest request, string logFolder)
    {
        session?.Record(child.Identity);
        string output = LogFileNames.PathOf(logFolder, child.Pid, LogStreamKind.Output, 0);
        string error = LogFileNames.PathOf(logFolder, child.Pid, LogStreamKind.Error, 0);
        if (File.Exists(output))
        {
            RemoveLogsOf(logFolder, child.Pid);
        }

        File.Move(request.OutputFile, output, overwrite: true);
        File.Move(request.ErrorFile, error, overwrite: true);
        logger.WorkerStarted(child.Pid);
        return new WorkerProcess(child, output, error);
    }

    private void OnExit(WorkerProcess worker, ProcessExit exit)
    {
        if (exit.IsSuccess || worker.IsExpectedToEnd)
        {
            logger.WorkerExited(exit.Pid, exit.ToString());
        }
        else
        {
            logger.WorkerDied(exit.Pid, exit.ToString(), worker.ErrorFile);
        }

        try
        {
            session?.Forget(exit.Pid);
            Exited?.Invoke(worker, exit);
        }
        catch (Exception exception)
        {
            // On a thread of its own, an exception would end the node.
            logger.ExitHandlerFailed(exit.Pid, exception);
        }
    }

    /// <summary>The system gives ids again: what an earlier worker of this id left would be read as this one's.</summary>
    private static void RemoveLogsOf(string folder, int pid)
    {
        foreach (LogStreamKind kind in (LogStreamKind[])[LogStreamKind.Output, LogStreamKind.Error])
        {
            LogFileNames.NumbersOf(folder, pid, kind).ForEach(number => File.Delete(LogFileNames.PathOf(folder, pid, kind, number)));
        }
    }
}
