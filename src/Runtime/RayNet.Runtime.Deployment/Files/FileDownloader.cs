using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>Brings files from another store into this one, and goes on where an earlier attempt ended.</summary>
internal sealed class FileDownloader(FileStore store, IFileExchange source)
{
    internal async ValueTask DownloadAsync(BuildFile file, CancellationToken cancellationToken)
    {
        // Nothing at its beginning: the answer says how much is here.
        long position = await store.Partials.WriteAsync(file.Hash, 0, file.Size, default, cancellationToken).ConfigureAwait(false);
        string hash = file.Hash.ToString();
        while (position < file.Size)
        {
            int length = (int)Math.Min(DeploymentUploader.DefaultChunkSize, file.Size - position);
            ReadOnlyMemory<byte> data = await source.ReadChunkAsync(hash, position, length, cancellationToken).ConfigureAwait(false);
            if (data.IsEmpty || data.Length > length)
            {
                throw BuildErrors.Refused(file.Path, $"came with {data.Length} bytes at {position} of {file.Size}, where up to {length} were asked for");
            }

            position = await store.Partials.WriteAsync(file.Hash, position, file.Size, data, cancellationToken).ConfigureAwait(false);
        }
    }
}
