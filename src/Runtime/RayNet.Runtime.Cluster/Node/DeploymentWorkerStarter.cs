using Microsoft.Extensions.Logging;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Starts workers from the build of their job; of a driver that has the node in its own process, from the driver's folder.</summary>
internal sealed class DeploymentWorkerStarter(Session session, ILogger logger, DeploymentCache? deployments, IFileExchange? packages, WorkerLogs? logs) : IWorkerStarter
{
    private readonly WorkerLauncher _launcher = new(session, logger);

    public async Task<IWorkerProcess> StartAsync(WorkerStartInfo start, CancellationToken cancellationToken)
    {
        DeploymentLease? lease = null;
        RunnableApp app;
        IEnumerable<string> assemblies = [];
        if (start.BuildId.Length == 0)
        {
            app = RunnableApp.Current();
            assemblies = RemoteRegistry.Manifests.ToArray().Select(static manifest => manifest.AssemblyName);
        }
        else
        {
            if (deployments is null || !BuildId.TryParse(start.BuildId, out BuildId build))
            {
                throw new BuildMismatchException($"Build '{start.BuildId}' cannot be had on this node. Start the driver again, so that it uploads its files.");
            }

            lease = await deployments.AcquireAsync(build, packages, cancellationToken).ConfigureAwait(false);
            app = lease.App;
        }

        try
        {
            WorkerProcess process = _launcher.Start(new WorkerStart
            {
                App = app,
                LogFolder = session.LogFolder,
                WorkingDirectory = start.BuildId.Length == 0 ? Environment.CurrentDirectory : app.Folder,
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
