using Microsoft.Extensions.Logging;
using RayNet.CompilerServices;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Deployment.Logs;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>Starts workers from the build of their job; of a driver that has the node in its own process, from the driver's folder.</summary>
internal sealed class DeploymentWorkerStarter(Session session, ILogger logger, DeploymentCache? deployments, IFileExchange? packages, LogTail? logs) : IWorkerStarter
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
            string node = start.Node.Origin.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)[..4];
            logs?.Add(new LogSource(session.LogFolder, process.Pid, LogStreamKind.Output, start.Job.ToString(), node));
            logs?.Add(new LogSource(session.LogFolder, process.Pid, LogStreamKind.Error, start.Job.ToString(), node));
            return new StartedWorker(process, lease, logs);
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

        internal StartedWorker(WorkerProcess process, DeploymentLease? lease, LogTail? logs)
        {
            _process = process;
            Exited = WaitAsync(lease, logs);
        }

        public int ProcessId => _process.Pid;

        public Task<string> Exited { get; }

        public void Kill() => _process.Kill();

        private async Task<string> WaitAsync(DeploymentLease? lease, LogTail? logs)
        {
            ProcessExit exit = await _process.Exited.ConfigureAwait(false);
            lease?.Dispose();
            if (logs is not null)
            {
                // The last lines too, which it wrote before it ended.
                await logs.DrainAsync(_process.Pid).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return exit.ToString();
        }
    }
}
