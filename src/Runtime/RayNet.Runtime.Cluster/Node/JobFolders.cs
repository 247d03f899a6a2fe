using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The folders that the workers of each job start in: copies on this node, which go with the job. What workers write there damages nobody else's files.</summary>
internal sealed class JobFolders(string root, DeploymentCache? deployments, IFileExchange? packages)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, Task<string>> _folders = [];

    /// <summary>The job's folder, made with the first question.</summary>
    /// <exception cref="InvalidPackageException">The uploaded folder cannot be had.</exception>
    internal Task<string> GetAsync(JobId job, string workingDirectoryId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_folders.TryGetValue(job, out Task<string>? folder) || folder.IsFaulted)
            {
                folder = _folders[job] = Task.Run(() => CreateAsync(FolderOf(job), workingDirectoryId), CancellationToken.None);
            }

            return folder.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The job has ended, and its workers too.</summary>
    internal void Remove(JobId job)
    {
        lock (_gate)
        {
            if (!_folders.Remove(job))
            {
                return;
            }
        }

        try
        {
            Directory.Delete(FolderOf(job), recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Something that a worker has started still uses it. It goes with the session.
        }
    }

    private string FolderOf(JobId job) => Path.Combine(root, job.ToString());

    private async Task<string> CreateAsync(string folder, string workingDirectoryId)
    {
        Directory.CreateDirectory(root);
        if (workingDirectoryId.Length == 0)
        {
            return Directory.CreateDirectory(folder).FullName;
        }

        if (deployments is null || !BuildId.TryParse(workingDirectoryId, out BuildId id))
        {
            throw new InvalidPackageException($"The working directory '{workingDirectoryId}' cannot be had on this node. Start the driver again, so that it uploads its files.");
        }

        using DeploymentLease files = await deployments.AcquireAsync(id, packages, CancellationToken.None).ConfigureAwait(false);
        await deployments.CopyAsync(files, folder, CancellationToken.None).ConfigureAwait(false);
        return folder;
    }
}
