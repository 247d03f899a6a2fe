namespace RayNet.Runtime.Cluster.Tests.Tasks;

public sealed class CallMatrixTests(SharedCluster shared) : ClusterTests(shared)
{
    /// <summary>80 MB.</summary>
    private const int Length = 10_000_000;

    public static TheoryData<bool, bool, bool, bool> Rows
    {
        get
        {
            var rows = new TheoryData<bool, bool, bool, bool>();
            for (int row = 0; row < 16; row++)
            {
                rows.Add((row & 1) != 0, (row & 2) != 0, (row & 4) != 0, (row & 8) != 0);
            }

            return rows;
        }
    }

    // Row 4
    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Direct_refs_arrive_as_values_and_refs_in_a_list_as_refs(bool actorProduces, bool actorConsumes, bool large, bool inList)
    {
        using IDisposable use = Use();
        ActorHandle<MatrixActor> producer = MatrixActor.CreateRemote();
        ActorHandle<MatrixActor> consumer = MatrixActor.CreateRemote();

        if (large)
        {
            using ObjectRef<double[]> array = actorProduces ? producer.MakeArray(Length) : Matrix.MakeArrayRemote(Length);
            ObjectRef<string> used = (actorConsumes, inList) switch
            {
                (true, true) => consumer.UseArrays([array]),
                (true, false) => consumer.UseArray(array),
                (false, true) => Matrix.UseArraysRemote([array]),
                (false, false) => Matrix.UseArrayRemote(array),
            };
            Assert.Equal($"Double[] {Length} {Length / 2}", await used.Within());
        }
        else
        {
            ObjectRef<int> number = actorProduces ? producer.MakeNumber() : Matrix.MakeNumberRemote();
            ObjectRef<string> used = (actorConsumes, inList) switch
            {
                (true, true) => consumer.UseNumbers([number]),
                (true, false) => consumer.UseNumber(number),
                (false, true) => Matrix.UseNumbersRemote([number]),
                (false, false) => Matrix.UseNumberRemote(number),
            };
            Assert.Equal("Int32 7", await used.Within());
        }
    }
}
