using RayNet.Runtime.Head.Postgres;
using RayNet.Runtime.Head.Raft;
using RayNet.Runtime.Head.Redis;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Server.Heads;

namespace RayNet.Cli.Heads;

/// <summary>The storages that several heads share, by what the user writes.</summary>
internal static class SharedStorages
{
    /// <summary>The variable that names the storage: an address with a password is nothing for an argument, which others see.</summary>
    internal const string Variable = "RAYNET_STORAGE";

    /// <summary>The shared storage that is asked for; <see langword="null"/> for one that a single head has.</summary>
    /// <param name="storage">What <c>--storage</c> says.</param>
    /// <param name="join">What <c>--join</c> says.</param>
    /// <param name="lease">How long a leader may be silent.</param>
    internal static SharedStorageOptions? Find(string? storage, string? join, TimeSpan lease)
    {
        if (lease < LeaseTimes.Shortest)
        {
            throw new UsageException($"--leader-lease has to be {LeaseTimes.Shortest.TotalMilliseconds} ms at least: a shorter one is lost by every pause of the process.");
        }

        var times = new LeaseTimes(lease);
        if (join is not null)
        {
            return storage is null
                ? new SharedStorageOptions((context, cancellation) => RaftStorage.OpenAsync(join, context, cancellation), times)
                : throw new UsageException("--join keeps the tables on the heads' own disks, --storage somewhere else. Give one of them.");
        }

        if (storage is null)
        {
            return null;
        }

        if (PostgresAddress.IsOne(storage))
        {
            PostgresAddress.Parse(storage);
            return new SharedStorageOptions((context, cancellation) => PostgresStorage.OpenAsync(storage, context, cancellation), times);
        }

        if (RedisAddress.IsOne(storage))
        {
            RedisAddress.Parse(storage, times);
            return new SharedStorageOptions((context, cancellation) => RedisStorage.OpenAsync(storage, context, cancellation), times);
        }

        return null;
    }
}
