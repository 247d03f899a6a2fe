using Npgsql;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Postgres;

/// <summary>Makes the tables, or checks that this version reads them.</summary>
internal static class PostgresSetup
{
    /// <summary>Two heads that start at once must not make the tables both: "RayN".</summary>
    private const long Lock = 0x5261794E;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS raynet_records(kind integer NOT NULL, key bytea NOT NULL, value bytea NOT NULL, PRIMARY KEY(kind, key));
        CREATE TABLE IF NOT EXISTS raynet_heads(address text PRIMARY KEY, seen timestamptz NOT NULL);
        CREATE TABLE IF NOT EXISTS raynet_leader(only_row boolean PRIMARY KEY DEFAULT true CHECK(only_row), format integer NOT NULL, term bigint NOT NULL, holder uuid, address text NOT NULL, expires timestamptz NOT NULL);
        """;

    internal static async Task PrepareAsync(NpgsqlDataSource source, string where, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await RunAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);
                await RunAsync(connection, Tables, cancellationToken).ConfigureAwait(false);
                await RunAsync(connection, $"INSERT INTO raynet_leader(format, term, address, expires) VALUES({RecordCodec.Format}, 0, '', clock_timestamp()) ON CONFLICT DO NOTHING", cancellationToken).ConfigureAwait(false);
                var ask = new NpgsqlCommand("SELECT format FROM raynet_leader", connection);
                await using (ask.ConfigureAwait(false))
                {
                    if (await ask.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int format && format > RecordCodec.Format)
                    {
                        throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database at {where} was written by a newer version of RayNet (format {format}; this version reads up to {RecordCodec.Format}). Start that version, or give another database with --storage.");
                    }
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(text, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
