namespace RayNet.Runtime.Tests.Tasks;

public sealed class CallMatrixTests
{
    private const int Length = 1_000_000;

    // Row 4
    [Theory]
    [CombinatorialRow]
    public async Task Direct_refs_arrive_as_values_and_refs_in_a_list_as_refs(bool actorProduces, bool actorConsumes, bool large, bool inList)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        ActorHandle<MatrixActor> producer = MatrixActor.CreateRemote();
        ActorHandle<MatrixActor> consumer = MatrixActor.CreateRemote();

        if (large)
        {
            ObjectRef<double[]> array = actorProduces ? producer.MakeArray(Length) : Matrix.MakeArrayRemote(Length);
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

    private sealed class CombinatorialRowAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            new([.. Enumerable.Range(0, 16).Select(row => new TheoryDataRow((row & 1) != 0, (row & 2) != 0, (row & 4) != 0, (row & 8) != 0))]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
