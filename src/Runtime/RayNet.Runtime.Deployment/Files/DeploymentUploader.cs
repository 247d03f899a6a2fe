using System.Buffers;
using Microsoft.Win32.SafeHandles;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Files;

/// <summary>Brings the files of a build to a store: only those that it lacks, several at a time, each from where an earlier attempt ended.</summary>
internal sealed class DeploymentUploader(IFileExchange exchange, int parallelism = DeploymentUploader.DefaultParallelism, int chunkSize = DeploymentUploader.DefaultChunkSize)
{
    internal const int DefaultChunkSize = 1024 * 1024;

    /// <summary>Most files of a build are small, so that the way there and back is what takes time.</summary>
    private const int DefaultParallelism = 8;

    /// <summary>The store may lose a file between the question and the manifest, but not always.</summary>
    private const int Attempts = 3;

    /// <summary>Answers that bring a file no further.</summary>
    private const int MaxStandstill = 10;

    internal async ValueTask<UploadResult> UploadAsync(AppDeployment deployment, CancellationToken cancellationToken)
    {
        Dictionary<string, BuildFile> files = [];
        foreach (BuildFile file in deployment.Manifest.Files)
        {
            files[file.Hash.ToString()] = file;
        }

        int sent = 0;
        long bytes = 0;
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<string> missing = await exchange.FindMissingAsync([.. files.Keys], cancellationToken).ConfigureAwait(false);
            sent += missing.Count;
            await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken }, async (hash, token) =>
            {
                BuildFile file = files.TryGetValue(hash, out BuildFile known) ? known : throw new InvalidPackageException($"The store asks for the file {BuildErrors.Quote(hash)}, which build {deployment.Id} has not.");
                Interlocked.Add(ref bytes, await SendAsync(deployment.SourceOf(file), file, token).ConfigureAwait(false));
            }).ConfigureAwait(false);
            try
            {
                await exchange.PutManifestAsync(deployment.Manifest, cancellationToken).ConfigureAwait(false);
                return new UploadResult(sent, bytes);
            }
            catch (InvalidPackageException) when (attempt < Attempts)
            {
                if ((await exchange.FindMissingAsync([.. files.Keys], cancellationToken).ConfigureAwait(false)).Count == 0)
                {
                    throw;
                }
            }
        }
    }

    private async ValueTask<long> SendAsync(string source, BuildFile file, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(source, file, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidPackageException) when (attempt < Attempts)
            {
                // Another sender may have begun the file with something else; what is here tells whether this one is right.
                CheckUnchanged(source, file, cancellationToken);
            }
            catch (FileNotFoundException exception)
            {
                throw Changed(file, exception);
            }
        }
    }

    private async ValueTask<long> SendOnceAsync(string source, BuildFile file, CancellationToken cancellationToken)
    {
        string hash = file.Hash.ToString();
        using SafeFileHandle? handle = file.Size == 0 ? null : File.OpenHandle(source, share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(chunkSize, Math.Max(file.Size, 1)));
        try
        {
            long position = 0;
            long bytes = 0;
            for (int standstill = 0; ;)
            {
                int length = (int)Math.Min(chunkSize, file.Size - position);
                if (handle is not null && await ReadAsync(handle, buffer.AsMemory(0, length), position, cancellationToken).ConfigureAwait(false) < length)
                {
                    throw Changed(file, null);
                }

                long next = await exchange.WriteChunkAsync(hash, position, file.Size, buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                bytes += length;
                if (next == file.Size)
                {
                    return bytes;
                }

                standstill = next > position ? 0 : standstill + 1;
                if (next < 0 || next > file.Size || standstill > MaxStandstill)
                {
                    throw BuildErrors.Refused(file.Path, $"does not arrive: the store has {next} of its {file.Size} bytes after {standstill} attempts at the same place");
                }

                position = next;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(SafeFileHandle handle, Memory<byte> buffer, long position, CancellationToken cancellationToken)
    {
        int read = 0;
        while (read < buffer.Length && await RandomAccess.ReadAsync(handle, buffer[read..], position + read, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            read += count;
        }

        return read;
    }

    private static void CheckUnchanged(string source, BuildFile file, CancellationToken cancellationToken)
    {
        if (file.Size > 0 && FileHasher.HashOf(source, cancellationToken, out _) != file.Hash)
        {
            throw Changed(file, null);
        }
    }

    private static InvalidPackageException Changed(BuildFile file, Exception? cause) =>
        new($"The file '{file.Path}' has changed on this machine since the program started, so the cluster cannot get what runs here. Start the program again after a build.", cause);
}
