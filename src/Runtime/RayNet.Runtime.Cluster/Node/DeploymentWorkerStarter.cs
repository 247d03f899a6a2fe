using Microsoft.Extensions.Logging;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Cluster.Machine;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Starts workers from the build of their job; of a driver that has the node in its own process, from the driver's folder.</summary>
internal sealed class DeploymentWorkerStarter(Session session, ILogger logger, DeploymentCache? deployments, IFileExchange? packages, WorkerLogs? logs) : IWorkerStarter
{
    private readonly WorkerLauncher _launcher = new(session, logger);
    private readonly JobFolders _folders = new(Path.Combine(session.Folder, "work"), deployments, packages);

    /// <summary>Builds that are here for the cluster.</summary>
    internal KeptBuilds Builds { get; } = new(deployments, packages);

    /// <summary>Where the workers of a driver in this process start.</summary>
    internal string DriverFolder { get; init; } = Environment.CurrentDirectory;

    public async Task<IWorkerProcess> StartAsync(WorkerStartInfo start, CancellationToken cancellationToken)
    {
        DeploymentLease? lease = null;
        RunnableApp app;
        IEnumerable<string> assemblies = [];
        string folder = DriverFolder;
        if (start.Setup.BuildId.Length == 0)
        {
            app = RunnableApp.Current();
            assemblies = RemoteRegistry.Manifests.ToArray().Select(static manifest => manifest.AssemblyName);
        }
        else
        {
            if (deployments is null || !BuildId.TryParse(start.Setup.BuildId, out BuildId build))
            {
                throw new BuildMismatchException($"Build '{start.Setup.BuildId}' cannot be had on this node. Start the driver again, so that it uploads its files.");
            }

            folder = await _folders.GetAsync(start.Job, start.Setup.WorkingDirectoryId, cancellationToken).ConfigureAwait(false);
            lease = await deployments.AcquireAsync(build, packages, cancellationToken).ConfigureAwait(false);
            app = lease.App;
        }

        try
        {
            WorkerProcess process = _launcher.Start(new WorkerStart
            {
                App = app,
                LogFolder = session.LogFolder,
                WorkingDirectory = folder,
                EnvironmentVariables = VisibleDevices.Add(start.Setup.EnvironmentVariables, start.Gpus),
                Settings = WorkerSettings.ToEnvironment(start, app.Name, assemblies),
            });
            logs?.AddWorker(start.Job, process.Pid);
            return new StartedWorker(process, start.Job, lease, logs);
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    public void EndJob(JobId job)
    {
        _folders.Remove(job);
        Builds.EndJob(job);
    }

    private sealed class StartedWorker : IWorkerProcess
    {
        private readonly WorkerProcess _process;

        internal StartedWorker(WorkerProcess process, JobId job, DeploymentLease? lease, WorkerLogs? logs)
        {
            _process = process;
            Exited = WaitAsync(job, lease, logs);
        }

        public int ProcessId => _process.Pid;

        public Task<string> Exited { get; }

        public void Kill() => _process.Kill();

        private async Task<string> WaitAsync(JobId job, DeploymentLease? lease, WorkerLogs? logs)
        {
            ProcessExit exit = await _process.Exited.ConfigureAwait(false);
            lease?.Dispose();
            logs?.OnWorkerEnded(job, _process.Pid);
            return exit.ToString();
        }
    }
}
