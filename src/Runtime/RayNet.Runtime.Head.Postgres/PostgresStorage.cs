using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Shared.Leases;

namespace RayNet.Runtime.Head.Postgres;

/// <summary>Several heads on one PostgreSQL database.</summary>
internal static class PostgresStorage
{
    internal static async Task<ISharedStorage> OpenAsync(string address, SharedStorageContext context, CancellationToken cancellationToken) =>
        new LeaseStorage(await PostgresBackend.OpenAsync(PostgresAddress.Parse(address), context.Times, cancellationToken).ConfigureAwait(false), context);
}
