using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Shared.Leases;

namespace RayNet.Runtime.Head.Redis;

/// <summary>Several heads on one Redis.</summary>
internal static class RedisStorage
{
    internal static async Task<ISharedStorage> OpenAsync(string address, SharedStorageContext context, CancellationToken cancellationToken) =>
        new LeaseStorage(await RedisBackend.OpenAsync(RedisAddress.Parse(address, context.Times), context.Logging, cancellationToken).ConfigureAwait(false), context);
}
