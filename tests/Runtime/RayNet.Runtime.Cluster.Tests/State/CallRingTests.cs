using System.Runtime.CompilerServices;
using CsCheck;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Tasks;

namespace RayNet.Runtime.Cluster.Tests.State;

/// <summary>The queue whose places are numbered for good.</summary>
public sealed class CallRingTests
{
    /// <summary>Any class of cells: the queue never looks into one.</summary>
    private static readonly Type Cell = typeof(ObjectCell).Assembly.GetType("RayNet.CompilerServices.StoredObject`1", throwOnError: true)!.MakeGenericType(typeof(int));

    [Fact]
    public void It_is_a_queue_and_a_reader_in_parts_meets_whatever_stays_once() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 300], Gen.Int[1, 20]).Sample(static (steps, slice) =>
        {
            var ring = new CallRing();
            var model = new Queue<ObjectCell>();
            var read = new List<ObjectCell>();
            var gone = new HashSet<ObjectCell>();
            var slices = new ObjectCell?[slice];
            long place = 0;
            foreach (int step in steps)
            {
                switch (step)
                {
                    case 0:
                        ObjectCell? expected = model.TryDequeue(out ObjectCell? first) ? first : null;
                        Assert.Same(expected, ring.Peek());
                        Assert.Same(expected, ring.Dequeue());
                        gone.Add(expected!);
                        break;
                    case 1:
                        place = Read(ring, place, slices, read);
                        break;
                    default:
                        var cell = (ObjectCell)RuntimeHelpers.GetUninitializedObject(Cell);
                        model.Enqueue(cell);
                        ring.Enqueue(cell);
                        break;
                }

                Assert.Equal(model.Count, ring.Count);
            }

            for (int before = -1; before != read.Count;)
            {
                before = read.Count;
                place = Read(ring, place, slices, read);
            }

            Assert.Equal(read.Distinct(), read);
            Assert.Equal(model, read.Where(cell => !gone.Contains(cell)));
        });

    private static long Read(CallRing ring, long place, ObjectCell?[] slice, List<ObjectCell> read)
    {
        int count = ring.Read(ref place, slice);
        read.AddRange(slice.Take(count).Select(static cell => cell!));
        return place + count;
    }
}
