using Npgsql;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Postgres;

/// <summary>Makes the tables, or checks that this version reads them.</summary>
internal static class PostgresSetup
{
    /// <summary>Two heads that start at once must not make the tables both: "RayN".</summary>
    private const long Lock = 0x5261794E;

    /// <summary>Seconds that another head may take to make them.</summary>
    private const int Limit = 30;

    private static readonly string[] Statements =
    [
        $"SELECT pg_advisory_xact_lock({Lock})",
        "CREATE TABLE IF NOT EXISTS raynet_records(kind integer NOT NULL, key bytea NOT NULL, value bytea NOT NULL, PRIMARY KEY(kind, key))",
        "CREATE TABLE IF NOT EXISTS raynet_heads(address text PRIMARY KEY, seen timestamptz NOT NULL)",
        "CREATE TABLE IF NOT EXISTS raynet_leader(only_row boolean PRIMARY KEY DEFAULT true CHECK(only_row), format integer NOT NULL, term bigint NOT NULL, holder uuid, address text NOT NULL, expires timestamptz NOT NULL)",
        $"INSERT INTO raynet_leader(format, term, address, expires) VALUES({RecordCodec.Format}, 0, '', clock_timestamp()) ON CONFLICT DO NOTHING",
    ];

    internal static async Task PrepareAsync(NpgsqlConnectionStringBuilder settings, string where, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);

            // One transaction that goes to the server in one piece: a head that gets no processor in between holds no lock.
            var batch = new NpgsqlBatch(connection) { Timeout = Limit };
            await using (batch.ConfigureAwait(false))
            {
                foreach (string statement in Statements)
                {
                    batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
                }

                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            var ask = new NpgsqlCommand("SELECT format FROM raynet_leader", connection);
            await using (ask.ConfigureAwait(false))
            {
                if (await ask.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is int format && format > RecordCodec.Format)
                {
                    throw new RayException(RayErrorCode.HeadStoreFailed, $"The head's database at {where} was written by a newer version of RayNet (format {format}; this version reads up to {RecordCodec.Format}). Start that version, or give another database with --storage.");
                }
            }
        }
    }
}
